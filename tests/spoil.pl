#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# spoil.pl SEED COUNT OUT FILE… — COUNT damaged variants of the files, in the folder OUT, by the way they were damaged:
# cut, bits turned, a block overwritten, a piece lost or twice; of a TIFF: tags that lie, directories that loop, sizes that burst.
# The same seed gives the same files.
use strict;
use warnings;
use bytes;

my ($seed, $count, $out, @files) = @ARGV;
die "usage: spoil.pl SEED COUNT OUT FILE…\n" unless @files;
srand($seed);
my @extreme = (0, 1, 2, 7, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 30001, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff);

sub slurp {
	open(my $in, '<:raw', $_[0]) or die "$_[0]: $!\n";
	local $/;
	return <$in>;
}
sub at { return int(rand($_[0] || 1)) }

# the directories of a TIFF of 32 bits: [offset, entries], and how its numbers are written
sub directories {
	my ($b) = @_;
	my ($s, $l) = substr($b, 0, 2) eq 'MM' ? ('n', 'N') : ('v', 'V');
	my ($at, @found) = (unpack($l, substr($b, 4, 4)));
	while ($at && $at + 2 <= length $b && @found < 64) {
		my $n = unpack($s, substr($b, $at, 2));
		last if $at + 6 + 12 * $n > length $b;
		push @found, [$at, $n];
		$at = unpack($l, substr($b, $at + 2 + 12 * $n, 4));
	}
	return ($s, $l, @found);
}
# an entry of a directory with a word of it made extreme
sub lie {
	my ($b) = @_;
	my ($s, $l, @dirs) = directories($b);
	return flip($b) unless @dirs;
	for (0 .. at(3)) {
		my ($at, $n) = @{$dirs[at(scalar @dirs)]};
		my $entry = $at + 2 + 12 * at($n);
		my $value = $extreme[at(scalar @extreme)];
		my $way = at(4);
		substr($b, $entry, 2) = pack($s, 254 + at(80)) if $way == 0;
		substr($b, $entry + 2, 2) = pack($s, at(20)) if $way == 1;
		substr($b, $entry + 4, 4) = pack($l, $value) if $way == 2;
		substr($b, $entry + 8, 4) = at(2) ? pack($l, $value) : pack("$s$s", $value & 0xffff, 0) if $way == 3;
	}
	return $b;
}
# the last directory leads to itself, to an earlier one, or astray
sub loop {
	my ($b) = @_;
	my ($s, $l, @dirs) = directories($b);
	return cut($b) unless @dirs;
	my ($at, $n) = @{$dirs[-1]};
	my @to = ($at, $dirs[0][0], $at + 1, 4, length($b) - 1, 0xfffffffe);
	substr($b, $at + 2 + 12 * $n, 4) = pack($l, $to[at(scalar @to)]);
	return $b;
}
# sides far larger than its strips hold
sub burst {
	my ($b) = @_;
	my ($s, $l, @dirs) = directories($b);
	for (@dirs) {
		my ($at, $n) = @$_;
		for my $e (0 .. $n - 1) {
			my $entry = $at + 2 + 12 * $e;
			my $tag = unpack($s, substr($b, $entry, 2));
			next unless $tag == 256 || $tag == 257 || $tag == 278;
			substr($b, $entry + 2, 10) = pack("$s$l$l", 4, 1, (12000, 29999, 100000, 0x7fffffff)[at(4)]);
		}
	}
	return $b;
}
sub cut   { my ($b) = @_; return substr($b, 0, at(length $b)) }
sub flip  { my ($b) = @_; for (0 .. at(1 << at(8))) { my $i = at(length $b); substr($b, $i, 1) ^= chr(1 << at(8)) } return $b }
sub block { my ($b) = @_; my $n = 1 + at(512); my $i = at(length $b); substr($b, $i, $n) = join '', map { chr at(256) } 1 .. $n; return $b }
sub zero  { my ($b) = @_; my $n = 1 + at(4096); my $i = at(length $b); substr($b, $i, $n) = "\0" x $n; return $b }
sub lose  { my ($b) = @_; substr($b, at(length $b), 1 + at(2048)) = ''; return $b }
sub twice { my ($b) = @_; my $i = at(length $b); return substr($b, 0, $i) . $b }
sub head  { my ($b) = @_; substr($b, at(16), 1) = chr at(256); return $b }

my @ways = ([cut => \&cut], [flip => \&flip], [flip => \&flip], [block => \&block], [zero => \&zero], [lose => \&lose],
	[twice => \&twice], [head => \&head], [lie => \&lie], [lie => \&lie], [lie => \&lie], [loop => \&loop], [burst => \&burst]);
my %seen = map { slurp($_) => 1 } @files; # those that are whole
for (my $i = 0; $i < $count;) {
	my $file = $files[at(scalar @files)];
	my ($name, $way) = @{$ways[at(scalar @ways)]};
	my $bytes = $way->(slurp($file));
	next if $seen{$bytes}++;
	my ($kind) = $file =~ /\.([^.\/]*)$/;
	open(my $to, '>:raw', sprintf('%s/%04d-%s.%s', $out, ++$i, $name, $kind || 'bin')) or die "$out: $!\n";
	print $to $bytes;
	close($to) or die "$out: $!\n";
}
