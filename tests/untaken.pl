#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# untaken.pl CHART <JOURNAL: the transitions of a procedure that no row of the journal shows taken, a line each:
# LINE SOURCE EVENT TARGET. A row is "event|states before|states after". A row takes a transition of its event when it
# left a state inside the source and came into the target, or into what eventless transitions lead to from there;
# without a target nothing moved. An eventless transition is taken when a row came to its target.
use strict;
use warnings;

my ($chart) = @ARGV;
open my $in, '<', $chart or die "$chart: $!\n";
my $xml = do { local $/; <$in> };
my (@open, %inside, @transitions);    # inside: id => { ids of it and all below it }
$xml =~ s/(<!--.*?-->)/$1 =~ s{[^\n]}{}gr/gse;
while ($xml =~ m{<(/?)(state|parallel|final|transition)\b((?:[^>"]|"[^"]*")*?)(/?)>}g) {
	my ($end, $name, $attributes, $empty, $at) = ($1, $2, $3, $4, $-[0]);
	if ($end) {
		pop @open if $name ne 'transition';
		next;
	}
	my %a = $attributes =~ /([\w:-]+)="([^"]*)"/g;
	if ($name eq 'transition') {
		my $line = 1 + (substr($xml, 0, $at) =~ tr/\n//);
		push @transitions, { line => $line, from => $open[-1], event => $a{event}, to => $a{target} };
		next;
	}
	$inside{$_}{$a{id}} = 1 for @open, $a{id};
	push @open, $a{id} unless $empty;
}

# where one may stand after coming into a state
sub leads {
	my %at = %{ $inside{ $_[0] } };
	my $before = -1;
	while ($before != keys %at) {
		$before = keys %at;
		for my $t (grep { !$_->{event} && $at{ $_->{from} } } @transitions) {
			$at{$_} = 1 for keys %{ $inside{ $t->{to} } };
		}
	}
	return \%at;
}

my @rows = map { chomp; [ map { [ split ' ' ] } split /\|/, $_, -1 ] } <STDIN>;
for my $t (@transitions) {
	my $to = defined $t->{to} ? leads($t->{to}) : undef;
	my $taken = grep {
		my ($event, $before, $after) = @$_;
		my $came = $to ? grep { $to->{$_} } @$after : "@$before" eq "@$after";
		$came && (!$t->{event} || $event->[0] eq $t->{event} && grep { $inside{ $t->{from} }{$_} } @$before);
	} @rows;
	printf "%d %s %s %s\n", $t->{line}, $t->{from}, $t->{event} // '-', $t->{to} // '-' if !$taken;
}
