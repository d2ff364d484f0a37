#!/bin/sh
# dist.sh VERSION DATE ARCHIVE - the source as llmcost-VERSION.tar.gz, beside it what it is made of
# (sbom.sh) and the checksums of both: the same bytes from the same files, whoever packs them,
# wherever and when. In a git checkout the files are those that git knows,
# elsewhere (an unpacked archive) all but build/.
set -eu

version=$1
date=$2
archive=$3
name=llmcost-$version
tar=tar
$tar --version 2>/dev/null | grep -q 'GNU tar' || tar=gtar
if ! $tar --version >/dev/null 2>&1; then
    echo "dist: GNU tar is needed (brew: gnu-tar), for archives that do not depend on the machine" >&2
    exit 1
fi
list=$(mktemp "${TMPDIR:-/tmp}/llmcost-dist.XXXXXX")
trap 'rm -f "$list"' EXIT
# A checkout of our own, not one that we happen to lie in.
if [ -e .git ] && git rev-parse --git-dir >/dev/null 2>&1; then
    git ls-files -z | tr '\0' '\n'
else
    find . -type f ! -path './build/*' ! -path './.git/*' | sed 's|^\./||'
fi | while IFS= read -r file; do
    if [ -f "$file" ] || [ -L "$file" ]; then printf '%s\n' "$file"; fi
done | LC_ALL=C sort >"$list"
if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then mtime=@$SOURCE_DATE_EPOCH; else mtime="$date 00:00Z"; fi
mkdir -p "$(dirname "$archive")"
$tar --format=ustar --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' --mtime="$mtime" \
    --transform="flags=r;s|^|$name/|" --no-recursion -cf - -T "$list" | gzip -9n >"$archive.new"
mv "$archive.new" "$archive"
sbom=${archive%.tar.gz}.spdx.json
"$(dirname "$0")/sbom.sh" "$version" "$date" >"$sbom"
(cd "$(dirname "$archive")" && sha256sum "${archive##*/}" "${sbom##*/}" >SHA256SUMS)
printf '%s\n' "$archive" "$sbom" "$(dirname "$archive")/SHA256SUMS"
