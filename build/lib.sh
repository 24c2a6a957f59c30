# shellcheck shell=bash
# What the scripts of this folder share. Source it; it runs nothing.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s\n' "$*" >&2; }
die() { say "${0##*/}: $*"; exit 1; }

# usage: the comment block at the top of the calling script, without its marks.
usage() { sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p}' "$0"; }

need_value() { [ -n "${2:-}" ] || die "$1 needs a value; see --help"; }

random_password() { od -An -N18 -tx1 /dev/urandom | tr -d ' \n'; }

need_dotnet() {
    local wanted
    wanted=$(sed -n 's/.*"version": *"\([0-9]*\)\..*/\1/p' "$ROOT/global.json" 2>/dev/null || true)
    wanted=${wanted:-10}
    command -v dotnet >/dev/null || die "the .NET SDK $wanted is needed and 'dotnet' is not on PATH.
Install it (package dotnet-sdk-$wanted.0, or Microsoft's dotnet-install script), then try again."
    (cd "$ROOT" && dotnet --list-sdks | grep -q "^$wanted\.") ||
        die "the .NET SDK $wanted is needed; 'dotnet --list-sdks' shows none."
}

# install_packages NAME...: by package name, never starting a system-wide service.
install_packages() {
    local sudo=()
    command -v apt-get >/dev/null || die "please install: $* (no apt-get on this machine)"
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || die "please install these packages, then try again: $*
(for example: sudo apt-get install --no-install-recommends $*)"
        sudo=(sudo -n)
    fi
    say "Installing $* ..."
    "${sudo[@]}" bash -s -- "$@" >&2 <<'ROOT_SCRIPT'
set -euo pipefail
exec 7>/run/lock/samjhadoo-packages.lock; flock 7
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' > $policy; chmod 755 $policy
    trap 'rm -f $policy' EXIT
fi
log=$(mktemp)
quiet() { "$@" >"$log" 2>&1 </dev/null || { cat "$log"; exit 1; }; }
services() { systemctl list-unit-files --no-legend --type=service 2>/dev/null | awk '$1 ~ /^(postgresql|redis-server|rabbitmq-server|epmd)/ {print $1}'; }
before=" $(services | tr '\n' ' ') "
quiet apt-get -o DPkg::Lock::Timeout=300 update
quiet apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
# A service that came with the package stays off after the next boot too; one that was here before is not touched.
for unit in $(services); do
    case $before in *" $unit "*) ;; *) systemctl disable --quiet "$unit" 2>/dev/null || true ;; esac
done
rm -f "$log"
ROOT_SCRIPT
}

# port_open PORT: does something listen on the loopback?
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port [WANTED]: the wanted port if nobody listens there, else a random one below the ephemeral range.
free_port() {
    local port=${1:-}
    while [ -z "$port" ] || port_open "$port"; do port=$((15000 + (RANDOM * 32768 + RANDOM) % 17000)); done
    printf '%s\n' "$port"
}

# A process is named by pid and start time, so that a reused pid is never taken for it.
start_time() {
    local stat fields
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -ra fields <<< "${stat##*) }"
    [ "${fields[0]}" != Z ] && printf '%s\n' "${fields[19]}"
}
remember_process() { printf '%s %s\n' "$2" "$(start_time "$2")" > "$1"; }
# live_process FILE: prints the pid remembered there if that very process lives.
live_process() {
    local pid started
    read -r pid started 2>/dev/null < "$1" || return 1
    [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] && printf '%s\n' "$pid"
}

# process_tree PID: the process and all its descendants, from /proc alone.
process_tree() {
    local -A parent=()
    local file line pid all=" $1 " grown=1
    for file in /proc/[0-9]*/stat; do
        line=$(cat "$file" 2>/dev/null) || continue
        pid=${line%% *}; line=${line##*) }; line=${line#* }
        parent[$pid]=${line%% *}
    done
    while [ $grown = 1 ]; do
        grown=0
        for pid in "${!parent[@]}"; do
            case $all in *" $pid "*) continue ;; esac
            case $all in *" ${parent[$pid]} "*) all+="$pid "; grown=1 ;; esac
        done
    done
    # shellcheck disable=SC2086
    printf '%s\n' $all
}

signal_tree() { local pids; pids=$(process_tree "$2"); [ -z "$pids" ] || xargs kill "-$1" 2>/dev/null <<< "$pids" || true; }

# wait_gone PID SECONDS
wait_gone() {
    local deadline=$((SECONDS + $2))
    while start_time "$1" >/dev/null; do
        [ $SECONDS -lt $deadline ] || return 1
        pause 0.1
    done
}

# pause SECONDS without a process of its own
exec {PAUSE_FD}<> <(:)
pause() { read -r -t "$1" -u "$PAUSE_FD" || true; }

# detach LOG CMD...: runs CMD as its own session, with none of our file descriptors; the pid is in $DETACHED.
detach() {
    local log=$1; shift
    (
        set +e
        exec </dev/null >>"$log" 2>&1
        for fd in /proc/"$BASHPID"/fd/*; do
            fd=${fd##*/}
            [ "$fd" -le 2 ] || eval "exec $fd>&-"
        done
        unset NOTIFY_SOCKET
        trap - INT QUIT TERM HUP
        exec setsid "$@"
    ) &
    DETACHED=$!
    disown "$DETACHED"
}
