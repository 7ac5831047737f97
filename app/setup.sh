# SPDX-License-Identifier: GPL-2.0-or-later
# Set-up and build for app/run and tests/run, which source this file.
# Everything comes from Debian packages; nothing is done twice: what dpkg says is installed is the only record.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
caller=${0#"$root"/}
caller=${caller#./}
log=$root/build/setup.log
[[ ${LC_ALL-}${LC_CTYPE-}${LANG-} ]] || export LC_ALL=C.UTF-8 # a bare system names none, and Qt warns

# What it takes to configure, build and run. libunicorn-dev is apart: see unicorn_ready.
build_packages=(
    g++ cmake ninja-build pkg-config clang lld
    qt6-base-dev qt6-svg-dev libqcustomplot-dev fonts-dejavu-core
    libcapstone-dev libdw-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libzstd-dev
    libfmt-dev libexpected-dev libboost-context-dev libxxhash-dev libgtest-dev libgmock-dev
)
test_packages=(
    git clang-tidy clang-format
    qemu-system-x86 gdb xvfb xauth openbox xdotool x11-utils imagemagick
)
bench_packages=(libbenchmark-dev bochs bochsbios vgabios bochs-term)
unicorn_least=2.1.1

say() { printf '%s: %s\n' "$caller" "$*" >&2; }

# 2, as for wrong use: 1 would read as a verdict about the guest.
fail() {
    say "$*"
    exit 2
}

# --- packages ---

# Prints those of the named packages that are not installed.
missing_packages() {
    local -A installed=()
    local name status
    while read -r name status; do
        if [[ $status == installed ]]; then installed[$name]=1; fi
    done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
    for name; do
        [[ ${installed[$name]-} ]] || printf '%s\n' "$name"
    done
}

# The fuzzer and sanitizer libraries of the default clang; their package carries its version in the name.
clang_runtime() {
    local depends
    depends=$(dpkg-query -W -f '${Depends}' clang 2>/dev/null) || depends=$(apt-cache depends clang 2>/dev/null) || true
    [[ $depends =~ clang-([0-9]+) ]] && printf 'libclang-rt-%s-dev\n' "${BASH_REMATCH[1]}"
}

unicorn_ready() { pkg-config --atleast-version="$unicorn_least" unicorn 2>/dev/null; }

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Ends here, with the packages in one line, when nothing can be installed.
need_root() {
    ((EUID == 0)) && return
    local packages="$* libunicorn-dev (>= $unicorn_least)"
    command -v sudo >/dev/null || fail "neither root nor sudo; please have these Debian packages installed: $packages"
    sudo -n true 2>/dev/null || [[ -t 0 ]] ||
        fail "sudo wants a password and there is no terminal; please have these Debian packages installed: $packages"
}

# apt-get without questions; its words go to the log, a short account to the terminal.
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -y -q \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 "$@" </dev/null 2>&1 |
        tee -a "$log" | apt_progress
}

apt_progress() {
    local line unpacked=0 done=0
    while IFS= read -r line; do
        case $line in
        "Need to get"* | "After this operation"* | E:*) printf '  %s\n' "$line" ;;
        "Unpacking "*) ((++unpacked % 40)) || echo "  unpacked $unpacked packages" ;;
        "Setting up "*) ((++done % 40)) || echo "  set up $done packages" ;;
        esac
    done >&2
}

# A foreign source that fails is no reason to stop, an archive out of reach is. apt-get update says neither by its exit code.
refresh_package_lists() {
    [[ ${lists_are_fresh-} ]] && return
    say "reading the Debian package lists"
    : >"$log"
    apt update || true
    grep -qE '^(Get|Hit):' "$log" ||
        fail "no network: the Debian archive cannot be reached (apt's words: build/setup.log); connect and call again"
    lists_are_fresh=1
}

install_packages() {
    apt install --no-install-recommends "$@" && return
    if grep -qE 'Failed to fetch|Could not (resolve|connect)|Temporary failure' "$log"; then
        fail "the network failed while fetching packages (apt's words: build/setup.log); call again to go on"
    fi
    fail "apt-get could not install: $* (its words: build/setup.log)"
}

# The address this machine itself takes Debian from, in whichever form its sources are written.
debian_uri() {
    local codename
    codename=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
    apt-get indextargets --format '$(ORIGIN) $(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
        awk -v suite="$codename" '$1 == "Debian" && $2 == suite && $3 !~ /^cdrom:/ { print $3; exit }'
}

# Debian 12 has Unicorn 2.0.1, which does not translate guest pages. The two packages of Debian 13 need only Debian 12's
# libc6. apt gets a state of its own for this, so that no foreign source is left on the system.
install_unicorn_from_trixie() ( # a process of its own: whatever happens, its folder goes with it
    uri=$(debian_uri)
    [[ $uri ]] || fail "Unicorn >= $unicorn_least: this machine names no Debian source to take it from; please install libunicorn-dev yourself"
    say "Unicorn >= $unicorn_least: taking libunicorn2t64 and libunicorn-dev from Debian 13 (trixie), these two only; no source is added"
    install_packages debian-archive-keyring # an old one lacks the keys of trixie
    work=$(mktemp -d)
    trap 'as_root rm -rf "$work"' EXIT
    mkdir -p "$work"/{sources,lists/partial,cache/archives/partial}
    cat >"$work/sources/trixie.sources" <<SOURCE
Types: deb
URIs: $uri
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCE
    chmod -R a+rX "$work" # apt fetches as a user without rights
    state=(
        -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources"
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null
        -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache"
    )
    apt "${state[@]}" update
    (cd "$work" && apt "${state[@]}" download libunicorn2t64 libunicorn-dev) ||
        fail "Unicorn could not be fetched from Debian 13 (apt's words: build/setup.log); call again to go on"
    install_packages "$work"/*.deb
)

install_unicorn() {
    local candidate
    candidate=$(LC_ALL=C apt-cache policy libunicorn-dev | awk '/Candidate:/ { print $2 }')
    if dpkg --compare-versions "$candidate" ge "$unicorn_least" 2>/dev/null; then
        say "installing libunicorn-dev $candidate"
        install_packages libunicorn-dev
    else
        install_unicorn_from_trixie
    fi
    unicorn_ready || fail "Unicorn >= $unicorn_least is still not there (apt's words: build/setup.log)"
}

# set_up PACKAGE...: quick and silent when nothing is missing.
set_up() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)) && unicorn_ready; then return; fi
    command -v apt-get >/dev/null || fail "set-up needs Debian 12 or 13 (no apt-get here); it would install: $* libunicorn-dev"
    need_root "${missing[@]}"
    mkdir -p "$root/build"
    refresh_package_lists
    if ((${#missing[@]})); then
        say "installing Debian packages, and what they need: ${missing[*]}"
        install_packages "${missing[@]}"
    fi
    unicorn_ready || install_unicorn
}

# --- building ---

# A compiler may take 1 GB, so memory counts as much as processors.
jobs() {
    local processors gigabytes
    processors=$(nproc)
    gigabytes=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
    printf '%s\n' $((gigabytes < 1 ? 1 : gigabytes < processors ? gigabytes : processors))
}

# Ninja's lines: every tenth step, everything that is no step, nothing when there is nothing to do.
build_progress() {
    local line steps=0 begun=
    while IFS= read -r line; do
        case $line in
        "ninja: Entering directory"* | "ninja: no work to do."* | *"Re-checking globbed directories..."* | "-- "*) continue ;;
        "["*/*) ((steps++ % 10)) && continue ;;
        esac
        [[ $begun ]] || say "building $1"
        begun=1
        printf '  %s\n' "$line"
    done >&2
}

# build PRESET [TARGET...]: configures once, builds what changed, says nothing when nothing did.
build() {
    local folder=$root/build/$1
    local preset=$1
    shift
    mkdir -p "$folder"
    exec {lock}>"$folder/.lock"
    flock "$lock" # two calls at once must not build in one folder
    if [[ ! -e $folder/build.ninja ]]; then
        say "configuring build/$preset"
        (cd "$root" && cmake --preset "$preset") >"$folder/configure.log" 2>&1 || {
            cat "$folder/configure.log" >&2
            fail "configuring build/$preset failed; see above"
        }
    fi
    NINJA_STATUS='[%f/%t, %es] ' ninja -C "$folder" -j "$(jobs)" "$@" 2>&1 | build_progress "build/$preset" ||
        fail "building build/$preset failed; see above"
    exec {lock}>&-
}
