#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench-fields.pl TRUTH READ [SURE] — fields of the card read from painted letters, against their truth: of those
# proposed with a confidence of SURE (60, as an office takes them) and more, how many are right (precision); of those
# that stand in the letters, how many were found (recall). LIST=1 lists what is wrong.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

my ($truth, $read, $sure) = (@ARGV, 60);
my @fields = qw(addressee surname given-name patronymic address phone email date kind subject repeat category signature);
my %kinds = ('заява' => 'application', 'скарга' => 'complaint', 'пропозиція' => 'proposal', 'запит' => 'request');

sub text_of { local $/; open my $in, '<', $_[0] or die "$_[0]: $!\n"; return scalar <$in> }

sub plain {
	my $text = shift // return undef;
	$text =~ s/&(lt|gt|quot|amp);/{lt => '<', gt => '>', quot => '"', amp => '&'}->{$1}/ge;
	$text =~ tr/ʼ`'"“”„–—/’’’’’’’\-\-/;
	$text =~ s/\s+/ /g;
	return $text;
}

# What stands in a letter.
sub truth_of {
	my ($attrs, $body) = @_;
	my %t;
	my ($kind, $form, $signed, $anonymous, $repeat) =
		map { $attrs =~ /\b$_="([^"]*)"/ ? $1 : '' } qw(kind form signed anonymous repeat);
	for my $pair ([surname => 'surname'], [name => 'given-name'], [patronymic => 'patronymic'], [address => 'address'],
		[phone => 'phone'], [email => 'email'], [date => 'date'], [addressee => 'addressee'], [category => 'category']) {
		$t{$pair->[1]} = plain($1) if $body =~ /<$pair->[0]>([^<]*)</;
	}
	$t{kind} = $kinds{$kind};
	$t{subject} = $anonymous eq 'true' ? 'anonymous' : $form;
	$t{repeat} = 'yes' if $repeat eq 'true';
	$t{signature} = 'yes' if $signed eq 'true';
	delete @t{qw(address phone email)} if $anonymous eq 'true';
	return \%t;
}

sub found_of {
	my ($sheet) = @_;
	my (%f, %c);
	while ($sheet =~ /<field ([^>]*)>([^<]*)</g) {
		my ($attrs, $value) = ($1, plain($2));
		my ($name) = $attrs =~ /\bname="([^"]*)"/;
		my ($confidence) = $attrs =~ /\bconfidence="([^"]*)"/;
		next if $confidence < $sure;
		next if $name eq 'signature' && $value ne 'present';
		$f{$name} = $name eq 'repeat' || $name eq 'signature' ? 'yes' : $value;
	}
	return \%f;
}

sub same {
	my ($name, $a, $b) = @_;
	tr/0-9//cd for $name eq 'phone' ? ($a, $b) : ();
	tr/ ,.//d for $name eq 'address' || $name eq 'addressee' ? ($a, $b) : ();
	return $a eq $b;
}

my (%in, %proposed, %right, %letters);
my $all = text_of($truth);
while ($all =~ m{<letter ([^>]*)>(.*?)</letter>}sg) {
	my ($attrs, $body) = ($1, $2);
	my ($n) = $attrs =~ /\bn="(\d+)"/;
	my $set = $attrs =~ /\bhand="true"/ ? 'hand' : 'print';
	my $file = sprintf '%s/%03d.xml', $read, $n;
	my ($t, $f) = (truth_of($attrs, $body), -e $file ? found_of(text_of($file)) : {});
	$letters{$set}++;
	for my $name (@fields) {
		my ($told, $seen) = ($t->{$name}, $f->{$name});
		my $right = defined $told && defined $seen && same($name, $told, $seen);
		$in{$set}{$name}++ if defined $told;
		$proposed{$set}{$name}++ if defined $seen;
		$right{$set}{$name}++ if $right;
		printf "%s %03d %-10s %s | %s\n", $set, $n, $name, $told // '-', $seen // '-'
			if $ENV{LIST} && !$right && (defined $told || defined $seen);
	}
}

sub percent { my ($part, $whole) = @_; return $whole ? sprintf '%5.1f', 100 * $part / $whole : '    -' }
for my $set (grep { $letters{$_} } qw(print hand)) {
	printf "fields of %d letters (%s): in them, proposed, right; precision, recall in %%\n", $letters{$set}, $set;
	for my $name (@fields) {
		my ($i, $p, $r) = map { $_->{$set}{$name} // 0 } \%in, \%proposed, \%right;
		printf "  %-11s %4d %4d %4d   %s %s\n", $name, $i, $p, $r, percent($r, $p), percent($r, $i);
	}
}
