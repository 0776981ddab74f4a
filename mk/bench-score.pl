#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# Compares what was read with what was painted, character by character.
#   bench-score.pl TRUTH.xml PAGES-DIR READ…    READ: a folder of sheets, or of NNNN.txt files
# Counted as equal: kinds of quotes, dashes, apostrophes, blanks. Prints one line for each READ.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Unicode::Normalize;

my ($truth, $dir, @read) = @ARGV;
my $verbose = $ENV{VERBOSE};

sub slurp { my $f = shift; open my $h, '<', $f or return ''; local $/; my $t = <$h>; $t // '' }

sub fold {
	my $t = NFC(shift);
	$t =~ s/[«»“”„"″]/"/g;
	$t =~ s/[‘’ʼ'`´′]/'/g;
	$t =~ s/[‐‑–—−-]/-/g;
	$t =~ s/\x{ad}//g;
	$t =~ s/\s+/ /g;
	$t =~ s/^ | $//g;
	return $t;
}

# Levenshtein within a band that is widened until the distance fits.
sub distance {
	my ($a, $b) = @_;
	my ($n, $m) = (scalar @$a, scalar @$b);
	for (my $band = 32 + abs($n - $m); ; $band *= 4) {
		my $d = banded($a, $b, $band);
		return $d if $d <= $band || $band > $n + $m;
	}
}

sub banded {
	my ($a, $b, $band) = @_;
	my ($n, $m) = (scalar @$a, scalar @$b);
	my $far = $n + $m;
	my @last = (0 .. $m);
	for my $i (1 .. $n) {
		my ($from, $to) = ($i - $band, $i + $band);
		$from = 1 if $from < 1;
		$to = $m if $to > $m;
		my @row;
		$row[$from - 1] = $from == 1 ? $i : $far;
		my $c = $a->[$i - 1];
		my $left = $row[$from - 1];
		for my $j ($from .. $to) {
			my $d = $last[$j - 1] + ($c ne $b->[$j - 1]);
			my $up = ($last[$j] // $far) + 1;
			$d = $up if $up < $d;
			$d = $left + 1 if $left + 1 < $d;
			$row[$j] = $left = $d;
		}
		@last = map { $_ // $far } @row;
		$last[$to + 1] = $far if $to < $m;
	}
	return $last[$m];
}

my (%hand, %turn, @pages);
my $hand = '';
for (split /\n/, slurp($truth)) {
	$hand = $1 eq 'true' if /<letter .*\bhand="(\w+)"/;
	next unless /<page n="(\d+)" turn="(\d+)".*blank="false"/;
	push @pages, $1;
	$hand{$1} = $hand;
	$turn{$1} = $2;
}

sub unescape { my $t = shift; $t =~ s/&lt;/</g; $t =~ s/&gt;/>/g; $t =~ s/&quot;/"/g; $t =~ s/&amp;/&/g; $t }

sub texts {
	my $from = shift;
	my %text;
	if (-e "$from/batch.xml") {
		for my $file (glob "$from/[0-9]*.xml") {
			my $source = 0;
			for (split /\n/, slurp($file)) {
				$source = $1 if /<page .*\bsource="(\d+)"/;
				$text{$source} .= unescape($1) . ' ' if /<word [^>]*>([^<]*)</;
			}
		}
	} else {
		$text{$_} = slurp(sprintf "%s/%04d.txt", $from, $_) for @pages;
	}
	return \%text;
}

for my $from (@read) {
	my $text = texts($from);
	my (%wrong, %chars, @rates);
	my ($worst, $worst_page) = (-1, 0);
	for my $n (@pages) {
		my @a = split //, fold(slurp(sprintf "%s/%04d.txt", $dir, $n));
		my @b = split //, fold($text->{$n} // '');
		my $d = distance(\@a, \@b);
		my @sets = $hand{$n} ? ('hand') : ('print', $turn{$n} ? 'turned' : 'upright');
		for (@sets) { $wrong{$_} += $d; $chars{$_} += @a }
		my $rate = 100 * $d / (@a || 1);
		printf "  page %d: %.2f %% (%d of %d)%s%s\n", $n, $rate, $d, scalar @a,
		    $hand{$n} ? ' hand' : '', $turn{$n} ? " turn $turn{$n}" : '' if $verbose;
		next if $hand{$n};
		push @rates, $rate;
		($worst, $worst_page) = ($rate, $n) if $rate > $worst;
	}
	my @sorted = sort { $a <=> $b } @rates;
	my @parts = map { sprintf "%s %.2f %%", $_, 100 * $wrong{$_} / $chars{$_} }
	    grep { $chars{$_} } qw(print upright turned hand);
	printf "%s: character errors: %s; median page %.2f %%, worst %.2f %% (page %d); %d characters\n",
	    $from, join(', ', @parts), $sorted[@sorted / 2] // 0, $worst, $worst_page, $chars{print} // 0;
}
