# Sourced by src/run and tests/run: installs what is missing through the distribution's package manager, and nothing when nothing is.

missing=()

# need TEST DEBIAN_PACKAGE FEDORA_PACKAGE: remembers the package unless TEST succeeds
need() {
    eval "$1" >/dev/null 2>&1 || missing+=("$2:$3")
}

has() { command -v "$1"; }
has_versioned() { command -v "$1" || compgen -c "$1-" | grep -qxE "$1-[0-9]+"; }
has_header() { exists "/usr/include/$1" || exists "/usr/include/*/$1"; }
exists() { compgen -G "$1"; }
has_library() { exists "/usr/lib/*/$1" || exists "/usr/lib64/$1" || exists "/lib/*/$1"; }

need_to_run() {
    need 'has_library libbpf.so.1' libbpf1 libbpf
}

need_to_build() {
    need 'has_versioned clang' clang clang
    need 'has_versioned llvm-strip' llvm llvm
    need 'has_header bpf/bpf_helpers.h' libbpf-dev libbpf-devel
    need 'has_header linux/bpf.h' linux-libc-dev kernel-headers
}

need_to_test() {
    need 'has cc' gcc gcc
    need 'has_header sys/sdt.h' systemtap-sdt-dev systemtap-sdt-devel
    need 'has tmux' tmux tmux
    need 'has tshark' tshark wireshark-cli
    need 'has ovs-vswitchd || exists /usr/sbin/ovs-vswitchd' openvswitch-switch openvswitch
    need 'has ip' iproute2 iproute
    need 'has zsh' zsh zsh
    need 'has fish' fish fish
}

# without_services VARIABLE=... COMMAND...: packages bring services (Open vSwitch); none is started on a machine that only builds and tests
without_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [ -e "$policy" ]; then
        $sudo env "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
    $sudo chmod +x "$policy"
    $sudo env "$@" || status=$?
    $sudo rm -f "$policy"
    return "$status"
}

install_missing() {
    command -v dotnet >/dev/null || { echo "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
    [ ${#missing[@]} -eq 0 ] && return
    local packages=() sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    if command -v apt-get >/dev/null; then
        packages=("${missing[@]%%:*}")
        echo "installing ${packages[*]}" >&2
        $sudo apt-get update -qq >&2
        without_services DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
    elif command -v dnf >/dev/null; then
        packages=("${missing[@]##*:}")
        echo "installing ${packages[*]}" >&2
        $sudo dnf install -y -q "${packages[@]}" >&2
    else
        echo "please install: ${missing[*]%%:*}" >&2
        exit 1
    fi
}
