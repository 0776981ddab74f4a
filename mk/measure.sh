# SPDX-License-Identifier: GPL-3.0-or-later
# What benches measure with: . mk/measure.sh

# cpu COMMAND…: its seconds of processor time, with all its children
cpu() {
	perl -e 'open STDOUT, ">&", \*STDERR; my $bad = system @ARGV; my @t = times;
		open STDOUT, ">&=", 3; printf "%.2f\n", $t[2] + $t[3]; exit($bad != 0)' "$@" 3>&1 >/dev/null 2>&1
}
