#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench-numbers.pl TRUTH READ — of the words with digits in the texts of the folder TRUTH (dates, indices, sums,
# telephones), how many stand whole in those of READ. LIST=1 lists the others.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

sub numbers_of {
	open my $in, '<', $_[0] or return;
	my $text = do { local $/; <$in> };
	return grep { /\d/ } map { s/^[("«„]+|[)"»“.,;:]+$//gr } split ' ', $text;
}

my ($truth, $read) = @ARGV;
my ($all, $whole) = (0, 0);
for my $path (glob "$truth/*.txt") {
	my $name = $path =~ s{.*/}{}r;
	my %left;
	$left{$_}++ for numbers_of("$read/$name");
	for my $number (numbers_of($path)) {
		$all++;
		if ($left{$number}) {
			$left{$number}--;
			$whole++;
		} elsif ($ENV{LIST}) {
			print "$name: $number\n";
		}
	}
}
printf "words with digits: %d, read whole: %d (%.1f %%)\n", $all, $whole, $all ? 100 * $whole / $all : 0;
