#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/conformance.sh BUILD — the W3C tests of SCXML 1.0 that need neither invoke, HTTP nor script, on the engine.
# They come from npm @scion-scxml/test-framework; nothing of them is kept in the project. A test passes when the chart
# ends in its state "pass", its clock moved by hand. Where they cannot be fetched it says so and ends well.
set -eu
build=$1
here=$(dirname "$0")
package=@scion-scxml/test-framework version=2.0.16
sum=b813071f5691c7a36bab65ba5ce5aae479933395177447a6609c110bc936622b
store=$build/w3c
archive=$store/scion-scxml-test-framework-$version.tgz
tests='144 147 148 149 150 151 152 153 155 156 158 159 172 173 174 175 176 179 183 185 186 189 190 194 198 199 200 205
208 210 277 279 280 286 287 294 298 309 310 311 312 318 319 321 322 323 324 325 326 329 330 331 332 333 335 336 337 339
342 343 344 346 348 349 350 351 352 354 355 364 372 375 376 377 378 387 388 396 399 401 402 403a 403b 403c 404 405 406
407 409 411 412 413 416 417 419 421 423 436 487 488 495 496 500 501 503 504 505 506 521 525 527 528 529 533 550 551 552
553 570 576 579 580'

skipped() {
	echo "conformance: skipped: $1"
	exit 0
}

fetch() {
	[ -f "$archive" ] && return
	# it brings hundreds of packages that nothing else needs: not for everybody who builds
	command -v npm >/dev/null || sh "$here/deps.sh" npm || skipped "npm could not be installed"
	(cd "$store" && timeout 120 npm pack --fetch-retries=1 "$package@$version") >"$store/npm.log" 2>&1 || {
		rm -f "$archive"
		skipped "npm could not fetch $package $version: $(sed -n 's/^npm [eE][rR][rR][a-z!]* //p' "$store/npm.log" | head -n 1)"
	}
}

mkdir -p "$store/xpath"
fetch
echo "$sum  $archive" | sha256sum --check --status || {
	rm -f "$archive"
	echo "conformance: $package $version is not what it was: fetched again next time" >&2
	exit 1
}
tar -xzf "$archive" -C "$store" package/test/w3c-ecma
suite=$store/package/test/w3c-ecma
cp "$suite"/*.txt "$store/xpath"

# Which section of the standard each test is about.
perl -0777 -ne 'while (/<assert\s+id="(\w+)"\s+specnum="([\w.]+)"/g) { print "$1 $2\n" }' "$suite/manifest.xml" >"$store/sections"

run() { # TEST → its last configuration
	perl "$here/w3c-xpath.pl" "$suite/test$1.txml.scxml" >"$store/xpath/test$1.scxml"
	echo +1h | timeout 20 "$build/skrynka" --home "$store/nowhere" workflow run --lenient "$store/xpath/test$1.scxml" 2>&1 |
		tail -n 1
}

for t in $tests; do
	end=$(run "$t")
	echo "$(sed -n "s/^${t%[a-z]} //p" "$store/sections") $t $([ "$end" = pass ] && echo pass || echo fail)"
done >"$store/results"

sort -V "$store/results" | awk '
	$1 != section && section != "" { line() }
	{ section = $1; all++; if ($3 == "pass") { good++; passed++ } else { bad = bad " " $2; failed++ } }
	function line() { printf "%-8s %3d of %3d%s\n", section, good, all, bad == "" ? "" : "   failed:" bad; all = good = 0; bad = "" }
	BEGIN { print "section   passed" }
	END { line(); printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }'
