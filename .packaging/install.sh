#!/bin/sh
# install.sh install|uninstall BUILD - put what `make` built below DESTDIR and prefix, or take exactly
# that away again. What the program writes about itself (manuals, completions, schemas) is printed by
# RUN, the program of this machine. To install one more such file: a row of `shared`.
set -eu

cd "$(dirname "$0")/.."
action=$1
build=$2
prefix=${prefix:-/usr/local}
bindir=${bindir:-$prefix/bin}
includedir=${includedir:-$prefix/include}
libdir=${libdir:-$prefix/lib}
datadir=${datadir:-$prefix/share}
mandir=${mandir:-$datadir/man}
docdir=$datadir/doc/llmcost
run=${RUN:-$build/llmcost}
version=$(sed -n 's/^#define LLMCOST_VERSION "\(.*\)"/\1/p' include/llmcost.h)

# FILE below its directory, and the command that prints it.
shared="$mandir/man1/llmcost.1 man llmcost
$mandir/man5/llmcost-scenario.5 man scenario
$datadir/bash-completion/completions/llmcost completion bash
$datadir/zsh/site-functions/_llmcost completion zsh
$datadir/fish/vendor_completions.d/llmcost.fish completion fish
$datadir/llmcost/llmcost-scenario.schema.json schema scenario
$datadir/llmcost/llmcost-report.schema.json schema report
$datadir/llmcost/llmcost-diff.schema.json schema diff
$datadir/llmcost/llmcost-portfolio.schema.json schema portfolio"

file() { # MODE FROM TO
    if [ "$action" = uninstall ]; then
        rm -f "${DESTDIR:-}$3"
        return
    fi
    mkdir -p "${DESTDIR:-}${3%/*}"
    ${INSTALL:-install} -m "$1" "$2" "${DESTDIR:-}$3"
}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-install.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/llmcost.pc" <<FILE
prefix=$prefix
includedir=$includedir
libdir=$libdir

Name: llmcost
Description: rent an LLM API or run your own GPUs, in money
Version: $version
Cflags: -I\${includedir}
Libs: -L\${libdir} -lllmcost -lm
FILE

file 755 "$build/llmcost" "$bindir/llmcost"
file 644 include/llmcost.h "$includedir/llmcost.h"
file 644 "$build/libllmcost.a" "$libdir/libllmcost.a"
if [ "$action" = uninstall ]; then
    rm -f "${DESTDIR:-}$libdir/libllmcost.so"
    file 644 - "$libdir/libllmcost.so.0"
elif [ -f "$build/libllmcost.so.0" ]; then # not where there is no such thing
    file 644 "$build/libllmcost.so.0" "$libdir/libllmcost.so.0"
    ln -sf libllmcost.so.0 "${DESTDIR:-}$libdir/libllmcost.so"
fi
file 644 "$scratch/llmcost.pc" "$libdir/pkgconfig/llmcost.pc"
file 644 src/cli/mcp/SKILL.md "$datadir/llmcost/SKILL.md"
for name in README.md LICENSE .github/CHANGELOG.md; do file 644 "$name" "$docdir/${name##*/}"; done
find scenarios -type f | while read -r name; do file 644 "$name" "$docdir/$name"; done
echo "$shared" | while read -r to command topic; do
    [ "$action" = uninstall ] || "$run" "$command" "$topic" >"$scratch/file"
    file 644 "$scratch/file" "$to"
done
