#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/deps.sh [PACKAGE…] — installs these Debian packages, else those of mk/packages.txt, that are not there yet.
set -eu
wanted=${*:-$(sed '/^#/d' "$(dirname "$0")/packages.txt")}
have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p' | sort)
missing=$(printf '%s\n' $wanted | sort | { if [ -n "$have" ]; then grep -vxF "$have" || true; else cat; fi; })
[ -z "$missing" ] && exit 0
echo "make deps: installing with apt-get:" $missing
root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || {
		echo "make deps: run this once as root: apt-get install" $missing >&2
		exit 77
	}
	root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -q
$root apt-get install -q -y --no-install-recommends $missing
