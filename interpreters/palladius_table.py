"""Every syllable of standard Chinese in Cyrillic, as Archimandrite Palladius wrote them.

Source: Полный китайско-русский словарь of Palladius and P. S. Popov (Peking 1888) in the form in use today, as tabled in
the article "Транскрипционная система Палладия" of the Russian Wikipedia and of ruwiki.ru (read in 2026); a test
compares it with the Cyrillic style of pypinyin, made independently. The syllable hui is written «хуэй», which the
table allows beside «хой» and names of people use. Readings of single dialect characters (biang, fiao) are left out.
"""

import re

_TABLE = """
a а ai ай an ань ang ан ao ао
ba ба bai бай ban бань bang бан bao бао bei бэй ben бэнь beng бэн bi би bian бянь biao бяо bie бе bin бинь bing бин bo бо bu бу
pa па pai пай pan пань pang пан pao пао pei пэй pen пэнь peng пэн pi пи pian пянь piao пяо pie пе pin пинь ping пин po по pou поу pu пу
ma ма mai май man мань mang ман mao мао me мэ mei мэй men мэнь meng мэн mi ми mian мянь miao мяо mie ме min минь ming мин miu мю
mo мо mou моу mu му
fa фа fan фань fang фан fei фэй fen фэнь feng фэн fo фо fou фоу fu фу
da да dai дай dan дань dang дан dao дао de дэ dei дэй den дэнь deng дэн di ди dia дя dian дянь diao дяо die де ding дин diu дю
dong дун dou доу du ду duan дуань dui дуй dun дунь duo до
ta та tai тай tan тань tang тан tao тао te тэ tei тэй teng тэн ti ти tian тянь tiao тяо tie те ting тин
tong тун tou тоу tu ту tuan туань tui туй tun тунь tuo то
na на nai най nan нань nang нан nao нао ne нэ nei нэй nen нэнь neng нэн ni ни nia ня nian нянь niang нян niao няо nie не nin нинь
ning нин niu ню nong нун nou ноу nu ну nuan нуань nun нунь nuo но nü нюй nüe нюэ
la ла lai лай lan лань lang лан lao лао le лэ lei лэй leng лэн li ли lia ля lian лянь liang лян liao ляо lie ле lin линь ling лин
liu лю lo ло long лун lou лоу lu лу luan луань lun лунь luo ло lü люй lüe люэ
ga га gai гай gan гань gang ган gao гао ge гэ gei гэй gen гэнь geng гэн gong гун gou гоу gu гу gua гуа guai гуай guan гуань
guang гуан gui гуй gun гунь guo го
ka ка kai кай kan кань kang кан kao као ke кэ kei кэй ken кэнь keng кэн kong кун kou коу ku ку kua куа kuai куай kuan куань
kuang куан kui куй kun кунь kuo ко
ha ха hai хай han хань hang хан hao хао he хэ hei хэй hen хэнь heng хэн hong хун hou хоу hu ху hua хуа huai хуай huan хуань
huang хуан hui хуэй hun хунь huo хо
ji цзи jia цзя jian цзянь jiang цзян jiao цзяо jie цзе jin цзинь jing цзин jiong цзюн jiu цзю ju цзюй juan цзюань jue цзюэ jun цзюнь
qi ци qia ця qian цянь qiang цян qiao цяо qie це qin цинь qing цин qiong цюн qiu цю qu цюй quan цюань que цюэ qun цюнь
xi си xia ся xian сянь xiang сян xiao сяо xie се xin синь xing син xiong сюн xiu сю xu сюй xuan сюань xue сюэ xun сюнь
zha чжа zhai чжай zhan чжань zhang чжан zhao чжао zhe чжэ zhei чжэй zhen чжэнь zheng чжэн zhi чжи zhong чжун zhou чжоу zhu чжу
zhua чжуа zhuai чжуай zhuan чжуань zhuang чжуан zhui чжуй zhun чжунь zhuo чжо
cha ча chai чай chan чань chang чан chao чао che чэ chen чэнь cheng чэн chi чи chong чун chou чоу chu чу chua чуа chuai чуай
chuan чуань chuang чуан chui чуй chun чунь chuo чо
sha ша shai шай shan шань shang шан shao шао she шэ shei шэй shen шэнь sheng шэн shi ши shou шоу shu шу shua шуа shuai шуай
shuan шуань shuang шуан shui шуй shun шунь shuo шо
ran жань rang жан rao жао re жэ ren жэнь reng жэн ri жи rong жун rou жоу ru жу rua жуа ruan жуань rui жуй run жунь ruo жо
za цза zai цзай zan цзань zang цзан zao цзао ze цзэ zei цзэй zen цзэнь zeng цзэн zi цзы zong цзун zou цзоу zu цзу zuan цзуань
zui цзуй zun цзунь zuo цзо
ca ца cai цай can цань cang цан cao цао ce цэ cei цэй cen цэнь ceng цэн ci цы cong цун cou цоу cu цу cuan цуань cui цуй cun цунь cuo цо
sa са sai сай san сань sang сан sao сао se сэ sen сэнь seng сэн si сы song сун sou соу su су suan суань sui суй sun сунь suo со
wa ва wai вай wan вань wang ван wei вэй wen вэнь weng вэн wo во wu у
ya я yan янь yang ян yao яо ye е yi и yin инь ying ин yo йо yong юн you ю yu юй yuan юань yue юэ yun юнь
e э ei эй en энь eng эн er эр o о ou оу
"""
_WORDS = _TABLE.split()
SYLLABLES: dict[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))

# Surnames of more than one syllable that are still met, as families write them.
COMPOUND_SURNAMES: dict[str, str] = dict(
    re.findall(
        r"(\S+):(\S+)",
        "欧阳:ouyang 司马:sima 上官:shangguan 诸葛:zhuge 司徒:situ 皇甫:huangfu 令狐:linghu 慕容:murong 尉迟:yuchi 长孙:zhangsun "
        "夏侯:xiahou 东方:dongfang 独孤:dugu 南宫:nangong 西门:ximen 公孙:gongsun 端木:duanmu 轩辕:xuanyuan 宇文:yuwen 呼延:huyan "
        "钟离:zhongli 澹台:tantai 淳于:chunyu 单于:chanyu 万俟:moqi 鲜于:xianyu 闻人:wenren 东郭:dongguo 百里:baili 赫连:helian "
        "申屠:shentu 太史:taishi 濮阳:puyang 司空:sikong 第五:diwu 完颜:wanyan 叶赫:yehe 那拉:nala 纳兰:nalan 乐正:yuezheng 宗政:zongzheng",
    )
)
# One character, read otherwise in a surname than in most words.
SURNAMES: dict[str, str] = dict(
    re.findall(
        r"(\S+):(\S+)",
        "单:shan 解:xie 仇:qiu 曾:zeng 查:zha 任:ren 区:ou 朴:piao 盖:ge 缪:miao 覃:qin 翟:zhai 乐:yue 员:yun 折:she 繁:po 种:chong "
        "秘:bi 华:hua 宁:ning 谌:chen 尉:wei 应:ying 召:shao 祭:zhai 占:zhan 曲:qu 逄:pang 乜:nie 冼:xian 洗:xian 纪:ji 葛:ge 车:che "
        "过:guo 燕:yan 那:na 费:fei 句:gou 晟:cheng 隗:wei 郇:xun 佴:nai 黑:he 哈:ha 强:qiang 相:xiang 行:xing 幺:yao 么:yao 柏:bai "
        "石:shi 沈:shen 盛:sheng 褚:chu 牟:mou 卜:bu 仉:zhang 庹:tuo 眭:sui 訾:zi 臧:zang 於:yu 俞:yu 贾:jia 谷:gu 重:chong 薄:bo 阚:kan",
    )
)
