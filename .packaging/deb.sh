#!/bin/sh
# deb.sh BUILD VERSION DATE - Debian packages from what `make install` installs: llmcost, libllmcost0
# with the shared library, and libllmcost-dev with header and library. Needs dpkg-dev alone; with
# LINTIAN=yes they are checked, too. DEBFULLNAME and DEBEMAIL name the maintainer. The same bytes
# from the same source and the same tools.
set -eu

build=$1
version=$2
date=$3
revision=0upstream1 # any of Debian's own is newer
maintainer="${DEBFULLNAME:-llmcost maintainers} <${DEBEMAIL:-llmcost@users.noreply.github.com}>"
if ! command -v dpkg-deb >/dev/null 2>&1; then
    echo "deb: SKIPPED, this is not Debian: there is no dpkg-deb"
    exit 0
fi
if [ "${LINTIAN:-}" = yes ]; then tests/install_deps pack; else tests/install_deps deb; fi
arch=$(dpkg --print-architecture)
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
: "${SOURCE_DATE_EPOCH:=$(date -u -d "$date" +%s)}"
export SOURCE_DATE_EPOCH LC_ALL=C DEB_BUILD_MAINT_OPTIONS=hardening=+all
umask 022
root=$build/deb
rm -rf "$root"
mkdir -p "$root/debian" "$root/llmcost" "$root/libllmcost-dev" "$root/libllmcost0"
root=$(cd "$root" && pwd)

make --no-print-directory install BUILD="$root/obj" DESTDIR="$root/llmcost" prefix=/usr \
    libdir="/usr/lib/$triplet" \
    CFLAGS="$(dpkg-buildflags --get CFLAGS) -ffile-prefix-map=$root=." \
    CPPFLAGS="$(dpkg-buildflags --get CPPFLAGS)" LDFLAGS="$(dpkg-buildflags --get LDFLAGS)" \
    >"$root/log" 2>&1 || { cat "$root/log" >&2; exit 1; }

# What a program is built with goes into a package of its own.
mkdir -p "$root/libllmcost-dev/usr"
mv "$root/llmcost/usr/include" "$root/llmcost/usr/lib" "$root/libllmcost-dev/usr/"
mkdir -p "$root/libllmcost0/usr/lib/$triplet"
mv "$root/libllmcost-dev/usr/lib/$triplet/libllmcost.so.0" "$root/libllmcost0/usr/lib/$triplet/"
strip --strip-unneeded "$root/libllmcost0/usr/lib/$triplet/libllmcost.so.0"
rm -f "$root/llmcost/usr/share/doc/llmcost/LICENSE" # Debian has a form of its own for it
mv "$root/llmcost/usr/share/doc/llmcost/CHANGELOG.md" "$root/llmcost/usr/share/doc/llmcost/changelog"
gzip -9n "$root/llmcost/usr/share/doc/llmcost/changelog"
mv "$root/llmcost/usr/share/zsh/site-functions" "$root/llmcost/usr/share/zsh/vendor-completions"
strip --remove-section=.comment --remove-section=.note "$root/llmcost/usr/bin/llmcost"
strip --strip-debug --enable-deterministic-archives \
    "$root/libllmcost-dev/usr/lib/$triplet/libllmcost.a"
find "$root/llmcost/usr/share/man" -type f -exec gzip -9n {} +

cat >"$root/debian/control" <<CONTROL
Source: llmcost
Section: utils
Priority: optional
Maintainer: $maintainer
Standards-Version: 4.6.2

Package: llmcost
Architecture: any

Package: libllmcost0
Architecture: any
CONTROL
needs() { # FILE: the packages whose libraries it takes
    (cd "$root" && dpkg-shlibdeps -O -e "$1" 2>>log | sed -n 's/^shlibs:Depends=//p')
}
depends=$(needs llmcost/usr/bin/llmcost)
library_depends=$(needs "libllmcost0/usr/lib/$triplet/libllmcost.so.0")

documents() { # PACKAGE
    directory=$root/$1/usr/share/doc/$1
    mkdir -p "$directory"
    {
        echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
        echo 'Upstream-Name: llmcost'
        echo
        echo 'Files: *'
        sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
        echo 'License: Expat'
        sed -n '/^Permission/,$p' LICENSE | sed 's/^$/./; s/^/ /'
        echo
        echo 'Files: src/catalog/loads.yaml'
        echo 'Copyright: 2025 Alibaba Group (the traces behind the measured load shapes)'
        sed -n 's/^Copyright (c) /           /p' LICENSE
        echo 'License: Apache-2.0 and Expat'
        echo 'Comment: which shape is under which licence stands beside it.'
        echo
        echo 'License: Apache-2.0'
        echo ' On Debian systems the full text of the Apache License, version 2.0, is in'
        echo ' /usr/share/common-licenses/Apache-2.0.'
    } >"$directory/copyright"
    {
        echo "llmcost ($version-$revision) unstable; urgency=medium"
        echo
        echo '  * New upstream version.'
        echo
        echo " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
    } | gzip -9n >"$directory/changelog.Debian.gz"
}

pack() { # PACKAGE, the rest of its control on stdin
    documents "$1"
    mkdir -p "$root/$1/DEBIAN"
    (cd "$root/$1" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$root/$1/DEBIAN/md5sums"
    {
        echo "Package: $1"
        [ "$1" = llmcost ] || echo 'Source: llmcost'
        echo "Version: $version-$revision"
        echo "Architecture: $arch"
        echo "Maintainer: $maintainer"
        echo "Installed-Size: $(du -k -s --apparent-size "$root/$1/usr" | cut -f 1)"
        cat
    } >"$root/$1/DEBIAN/control"
    find "$root/$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    chmod -R u=rwX,go=rX "$root/$1"
    dpkg-deb --root-owner-group -Zxz --build "$root/$1" "$build/$1_$version-${revision}_$arch.deb" \
        >>"$root/log"
    echo "$build/$1_$version-${revision}_$arch.deb installs"
    (cd "$root/$1" && find usr ! -type d | LC_ALL=C sort | sed 's|^|    /|')
}

pack llmcost <<CONTROL
Depends: $depends
Section: utils
Priority: optional
Description: cost of hosted LLM APIs against GPUs of your own
 llmcost reads a scenario in YAML (a workload, prices of hosted language
 model APIs, hosts that run open models, hybrids of both) and shows what
 each option costs, which one to take, and at which demand that changes.
 .
 Every figure can be traced to the line it was stated in. Output is a
 table, JSON, Markdown, CSV or one page of HTML that needs nothing else,
 with the same bytes on every machine. Logs, benchmarks and price lists of
 other tools can be imported; nothing is sent or fetched.
CONTROL

mkdir -p "$root/libllmcost0/DEBIAN"
echo "libllmcost 0 libllmcost0 (>= $version)" >"$root/libllmcost0/DEBIAN/shlibs"
echo 'activate-noawait ldconfig' >"$root/libllmcost0/DEBIAN/triggers"
pack libllmcost0 <<CONTROL
Depends: $library_depends
Section: libs
Priority: optional
Multi-Arch: same
Description: cost of hosted LLM APIs against GPUs of your own (shared library)
 The engine of llmcost as a shared library: scenarios in, bills, verdicts and
 break-even points out. It reads no files and writes none.
CONTROL

pack libllmcost-dev <<CONTROL
Depends: libllmcost0 (= $version-$revision)
Section: libdevel
Priority: optional
Multi-Arch: same
Description: cost of hosted LLM APIs against GPUs of your own (library)
 The engine of llmcost, static and shared, with its header: scenarios in,
 bills, verdicts and break-even points out. It does no input or output,
 allocates nothing and needs the C library and its mathematics alone.
CONTROL

if [ "${LINTIAN:-}" != yes ]; then
    echo "deb: not checked by lintian (LINTIAN=yes make deb)"
elif command -v lintian >/dev/null 2>&1; then
    lintian --no-cfg --allow-root --info --pedantic --fail-on error,warning \
        "$build/llmcost_$version-${revision}_$arch.deb" \
        "$build/libllmcost0_$version-${revision}_$arch.deb" \
        "$build/libllmcost-dev_$version-${revision}_$arch.deb"
    echo "deb: lintian accepts all three"
else
    echo "deb: lintian SKIPPED, it is not here"
fi
