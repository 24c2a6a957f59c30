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
    { IFS= read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
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
        { IFS= read -r line < "$file"; } 2>/dev/null || continue
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
        unset NOTIFY_SOCKET SAMJHADOO_TEST_RUN
        trap - INT QUIT TERM HUP
        exec setsid "$@"
    ) &
    DETACHED=$!
    disown "$DETACHED"
}

# ---- .NET ---------------------------------------------------------------------------------------

# build_dotnet PROJECT...: Release, with a compiler server of our own, which is gone when we return.
# (A shared compiler halves the time; the machine-wide one would outlive us.)
build_dotnet() {
    local id=samjhadoo-$$ status=0 project process log
    log=$(mktemp)
    for project; do
        say "Building ${project#"$ROOT"/} ..."
        MSBUILDDISABLENODEREUSE=1 dotnet build "$project" -c Release -v quiet -nologo -tl:off \
            -p:UseSharedCompilation=true -p:SharedCompilationId=$id </dev/null >"$log" 2>&1 || { status=$?; cat "$log" >&2; break; }
    done
    rm -f "$log"
    for process in /proc/[0-9]*; do
        if { tr '\0' ' ' < "$process/cmdline"; } 2>/dev/null | grep -q -- "-pipename:$id"; then kill "${process#/proc/}" 2>/dev/null || true; fi
    done
    return $status
}

# ---- the application's private cluster (build/run, build/seed) ------------------------------------

APP_DIR=$ROOT/.run/app
MAIL_DIR=$ROOT/.run/mail
HOST_DIR=$ROOT/src/Host/Samjhadoo.Host
HOST_DLL=$HOST_DIR/bin/Release/net10.0/Samjhadoo.Host.dll

# export_lines: exports KEY=VALUE lines from stdin.
export_lines() {
    local line
    while IFS= read -r line; do
        case $line in *=*) export "${line?}" ;; esac
    done
}

# app_environment: what the host is configured with; needs SAMJHADOO_POSTGRES_*. Passwords are made once and kept.
app_environment() {
    local secrets=$APP_DIR/secrets module server
    mkdir -p "$MAIL_DIR" "$APP_DIR/keys"
    chmod 700 "$MAIL_DIR" "$APP_DIR/keys"
    (umask 077 && touch "$secrets")
    grep -q '^OWNER_PASSWORD=' "$secrets" || printf 'OWNER_PASSWORD=%s\n' "$(random_password)" >> "$secrets"
    for module in "$ROOT"/src/Modules/*/; do
        module=Database__Passwords__$(basename "$module")
        grep -q "^$module=" "$secrets" || printf '%s=%s\n' "$module" "$(random_password)" >> "$secrets"
    done
    export_lines < <(grep '^Database__' "$secrets")
    OWNER_PASSWORD=$(sed -n 's/^OWNER_PASSWORD=//p' "$secrets")
    server="Host=$SAMJHADOO_POSTGRES_HOST;Port=$SAMJHADOO_POSTGRES_PORT;Database=samjhadoo"
    OWNER_CONNECTION="$server;Username=samjhadoo_owner;Password=$OWNER_PASSWORD"
    export ASPNETCORE_ENVIRONMENT=Development ConnectionStrings__Samjhadoo="$server"
    export Mail__Folder="$MAIL_DIR" Keys__Folder="$APP_DIR/keys"
    unset ConnectionStrings__Owner ConnectionStrings__Redis ConnectionStrings__RabbitMq
}

# make_database: role and database of the application, by the cluster's superuser.
make_database() {
    "$ROOT/build/servers" --dir "$APP_DIR" psql -qtA -v ON_ERROR_STOP=1 >/dev/null <<SQL
select 'create role samjhadoo_owner login createrole' where to_regrole('samjhadoo_owner') is null \gexec
alter role samjhadoo_owner password '$OWNER_PASSWORD';
select 'create database samjhadoo owner samjhadoo_owner' where not exists (select from pg_database where datname = 'samjhadoo') \gexec
SQL
}

# host VERB...: one of the host's verbs, with the owner's connection where it migrates.
host_verb() {
    (
        cd "$HOST_DIR" || exit
        [ "$1" != migrate ] || export ConnectionStrings__Owner="$OWNER_CONNECTION"
        exec dotnet "$HOST_DLL" "$@"
    )
}

# http_status URL: the status of a GET, without needing curl.
http_status() {
    local host=${1#http://} path status=''
    path=/${host#*/}; host=${host%%/*}
    { exec {http_fd}<>"/dev/tcp/${host%:*}/${host##*:}"; } 2>/dev/null || return 1
    printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$path" "$host" >&"$http_fd"
    read -r -t 5 -u "$http_fd" _ status _ || true
    exec {http_fd}>&-
    printf '%s\n' "$status"
}
