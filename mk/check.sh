#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/check.sh BUILD — the laws of the house that a compiler does not know. Every finding is a line; none, and it is well.
set -u
build=$1
bad=0
say() { printf '%s\n' "$1"; bad=1; }
folders="base stamps scan unfold ocr engine register archive cli samples"
sources=$(ls base/*.[ch] stamps/*.[ch] scan/*.[ch] unfold/*.[ch] ocr/*.[ch] engine/*.[ch] register/*.[ch] archive/*.[ch] cli/*.[ch])

# 1. Folder law: who may include whom; another's folder only by its face X/X.h (base is open to all).
may() {
	case $1 in
	base) echo "base" ;;
	stamps) echo "base" ;;
	scan) echo "base" ;;
	unfold) echo "base" ;;
	ocr) echo "base stamps" ;;
	engine) echo "base" ;;
	register) echo "base engine stamps" ;;
	archive) echo "base register stamps" ;;
	cli) echo "base stamps scan unfold ocr engine register archive" ;;
	esac
}
for f in $sources; do
	own=${f%%/*}
	for inc in $(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$f"); do
		other=${inc%%/*}
		case $inc:$f in
		base/tiff-file.h:base/tiff*.c | base/lock-state.h:base/lock*.c | base/xml-tree.h:base/xml.c | base/xml-tree.h:base/node*.c | base/xml-tree.h:base/xpath.c) ;;
		base/tiff-file.h:* | base/lock-state.h:* | base/xml-tree.h:*) say "$f: $inc shows a foreign library" ;;
		esac
		[ "$other" = "$own" ] && continue
		case " $(may "$own") " in
		*" $other "*) ;;
		*) say "$f: $own/ may not include $inc" ;;
		esac
		[ "$other" = base ] || [ "$inc" = "$other/$other.h" ] || say "$f: $inc is not the face $other/$other.h"
	done
done

# 2. Each foreign library is known to the named files alone.
wall() { # header pattern, files
	header=$1
	shift
	for f in $(grep -lE "^#include <$header" $sources); do
		case " $* " in
		*" $f "*) ;;
		*) say "$f: <$header> is for $* alone" ;;
		esac
	done
}
wall 'sqlite3\.h' base/db.c
# libtiff: one module of eight files, which others know by base/tiff.h
wall 'tiffio\.h' base/tiff-build.c base/tiff-file.h base/tiff.c base/tiff-walk.c base/tiff-pixels.c base/tiff-shrink.c base/tiff-cut.c base/tiff-jpeg.c base/tiff-rows.c
wall 'libxml/' base/xml-tree.h base/xml.c base/node.c base/node-essence.c base/xpath.c
wall 'j(peglib|error)\.h' unfold/jpeg.c
wall 'tesseract/' ocr/reader.c
wall 'leptonica/' base/image.c base/tiff-build.c base/tiff-odd.c base/tiff-pixels.c base/tiff-shrink.c $(ls ocr/*.c stamps/*.c unfold/*.c)
wall 'librsvg/' stamps/raster.c
wall 'qrencode\.h' stamps/qr.c
wall 'zbar\.h' ocr/qr.c
wall 'seccomp\.h' base/lock.c
wall 'linux/landlock\.h' base/lock-fence.c
wall 'qpdf/' archive/pdf-inside.h unfold/raw.c
wall 'sane/' scan/device.c
wall 'poppler\.h' unfold/pdf.c
wall 'gmime/' register/outgoing.c
wall 'graphviz/' engine/picture.c

# The program itself is not linked with what opens pictures and PDFs, nor with drivers: that is for the cage.
for library in $(ldd "$build/skrynka" | grep -oE '^[[:space:]]lib(tiff|lept|leptonica|tesseract|zbar|rsvg|poppler|jpeg|png|webp|openjp2|qpdf|sane)[-a-z0-9.]*'); do
	say "$build/skrynka: it is linked with $library, which is for the cage alone"
done

# 3. Pure files know neither the store nor a clock.
for f in base/day.c base/locus.c base/text.c base/box.c base/runs.c base/g4.c engine/chart.c engine/transition.c engine/select.c engine/step.c engine/guard.c engine/data.c engine/payload.c engine/send.c engine/span.c engine/path.c engine/scan.c scan/knob.c scan/size.c register/calendar.c register/terms.c register/index.c; do
	[ -f "$f" ] && grep -nE '#include "base/(db|home)\.h"|job_now|job_today|[^_a-z]time\(' "$f" | sed "s|^|$f: not pure: |" >&2 &&
		grep -qE '#include "base/(db|home)\.h"|job_now|job_today|[^_a-z]time\(' "$f" && bad=1
done

# 4. Licence lines; headers compile alone; the format.
for f in $sources $(ls samples/*.[ch] mk/*.sh tests/*.t tests/*/*.[ch] 2>/dev/null); do
	head -3 "$f" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || say "$f: no SPDX line"
done
for h in $(ls base/*.h stamps/*.h scan/*.h unfold/*.h ocr/*.h engine/*.h register/*.h archive/*.h cli/*.h); do
	printf '#include "%s"\n' "$h" | ${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -I. $(pkg-config --cflags talloc lept cairo libxml-2.0) -xc - 2>/dev/null ||
		say "$h: does not compile alone"
done
if command -v clang-format >/dev/null; then
	clang-format --dry-run $sources $(ls samples/*.[ch] tests/*/*.[ch] 2>/dev/null) 2>&1 | grep -E 'warning:' | cut -d: -f1 | sort | uniq -c |
		sed 's/^ *\([0-9]*\) \(.*\)/\2: \1 places not as clang-format wants (make format)/' >"$build/format.txt"
	[ -s "$build/format.txt" ] && { cat "$build/format.txt"; bad=1; }
else
	say "clang-format is not installed: make deps"
fi

# 5. Every column of the schema has a comment; every table is STRICT.
for f in $(ls */[0-9][0-9][0-9]-*.sql); do
	awk -v f="$f" '/^CREATE TABLE/ {in_table=1} in_table && /^\t[a-z_]+ +(TEXT|INTEGER|REAL|BLOB)/ && !/--/ {print f ":" NR ": a column without a comment"; e=1}
		/^\)/ {if (in_table && !/STRICT/) {print f ":" NR ": the table is not STRICT"; e=1} in_table=0} END {exit e}' "$f" || bad=1
done

# 6. Words: every English string has its Ukrainian one.
sh mk/po.sh --check $(ls $sources) || bad=1

# 7. The data files are valid, the procedures have no errors.
for x in xsd/*.xsd; do xmllint --noout "$x" 2>&1 || say "$x: not well-formed"; done
for d in terms calendar classifier services letters; do
	xmllint --noout --nonet --schema "xsd/$d.xsd" "workflows/$d.xml" >/dev/null 2>&1 || say "workflows/$d.xml: not valid"
done
"$build/skrynka" workflow check workflows/*.scxml >/dev/null || bad=1

[ "$bad" -eq 0 ] && echo "check: all laws kept"
exit "$bad"
