# Installs what is missing; sourced by ./run and ./test from the project's folder. Each step is skipped when done.

as_root() {  # run a command as root, or fail when that would need a password
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@" 2>/dev/null; fi
}

missing_debian() {  # the packages of the arguments that are not installed
    command -v dpkg-query >/dev/null || return 0
    local known
    known=" $(dpkg-query -W -f '${db:Status-Status}/${Package} ' "$@" 2>/dev/null) "
    local package
    for package in "$@"; do case $known in *" installed/$package "*) ;; *) printf '%s ' "$package" ;; esac; done
}

install_debian() {
    echo "Installing Debian packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    local get="apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
    # A list of packages that is missing or old is fetched anew, and only then.
    as_root env DEBIAN_FRONTEND=noninteractive $get install --no-install-recommends "$@" </dev/null >/dev/null 2>&1 && return
    as_root $get update </dev/null >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive $get install --no-install-recommends "$@" </dev/null >/dev/null
}

need_debian() {  # without these nothing works
    local missing
    missing=$(missing_debian "$@")
    [ -z "$missing" ] && return
    if ! install_debian $missing; then
        echo "Debian packages are missing and could not be installed. Please run, as root:" >&2
        echo "    apt-get install -y $missing" >&2
        exit 1
    fi
}

want_debian() {  # without these the wheels' servers are used, and tests that need the rest say so
    local missing
    missing=$(missing_debian "$@")
    [ -z "$missing" ] && return
    install_debian $missing || echo "Going on without Debian's $missing(to have them: apt-get install -y $missing)" >&2
}

usable() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

need_python() {  # sets `python` when there is no environment yet
    if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then return; fi
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if usable "$candidate"; then python=$candidate; return; fi
    done
    need_debian python3 python3-venv
    python=python3
    usable python3 && return
    echo "Python 3.11 or newer with its venv module is needed; this machine has $(python3 --version 2>&1)." >&2
    exit 1
}

need_wheels() {  # the locked wheels of one requirements file, checked against their hashes
    local lock=$1 stamp=.venv/.installed-$1 sum
    sum=$(sha256sum "$lock")
    [ -f "$stamp" ] && [ "$(<"$stamp")" = "$sum" ] && return
    exec 9>.install.lock && flock 9
    if ! .venv/bin/python -c '' 2>/dev/null; then
        echo "Making the Python environment"
        rm -rf .venv
        "${python:-python3}" -m venv .venv || { echo "The Python environment could not be made in $PWD/.venv" >&2; exit 1; }
    fi
    # The project's own packages are found from anywhere in this environment.
    pwd > "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/qiao.pth"
    echo "Installing Python packages from $lock"
    [ -w "${HOME:-/nonexistent}" ] || export UV_NO_CACHE=1 PIP_NO_CACHE_DIR=1  # an account without a home
    if ! { .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r setup/uv.txt &&
           .venv/bin/uv pip install -q -p .venv/bin/python --require-hashes -r "$lock"; }; then
        echo "uv did not manage; trying pip, which is slower"
        if ! .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"; then
            echo "The Python packages could not be installed: is the network there? Run the same command again later." >&2
            exit 1
        fi
    fi
    echo "$sum" > "$stamp"
    exec 9>&-
}
