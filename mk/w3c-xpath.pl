#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/w3c-xpath.pl FILE.scxml — one test of the W3C suite in its ECMAScript form, on standard output with expressions
# in XPath 1.0. $VarN is the element that <data id="VarN"> makes; what is compared is its text.
use strict;
use warnings;

my ($path) = @ARGV;
local $/;
open my $in, '<', $path or die "$path: $!\n";
my $text = <$in>;
$text =~ s/<!--.*?-->//gs;

# What is known of each variable: whether it holds a list or a word.
my (%list, %word);
while ($text =~ m{<data\s+id="(\w+)"(?:\s+expr="([^"]*)")?(?:\s*/>|\s*>(.*?)</data>)}gs) {
	my ($id, $expr, $inline) = ($1, $2 // '', $3 // '');
	$list{$id} = 1 if $inline =~ /^\s*\[/;
	$word{$id} = 1 if $expr =~ /^'|^_sessionid$/;
}

# a.b['c'] → $a/b/c
sub place {
	my ($name, $steps) = @_;
	return "\$_ioprocessors/processor[\@name='$1']/$2" if $name eq '_ioprocessors' && $steps =~ /^\['([^']*)'\]\.(\w+)$/;
	$steps =~ s/\['(\w+)'\]/.$1/g;
	return "\$$name" . ($steps =~ s{\.}{/}gr);
}

my $steps = qr/(?:\.\w+|\['[^']*'\])*/;
my $name = qr/\b(?:Var\d+|_event|_sessionid|_name|_ioprocessors)\b/;

sub expression {
	my ($js) = @_;
	return 'count(1)' if $js eq 'return';                   # reads well, fails when it is worked out
	return "$js()" if $js =~ /^(?:true|false)$/;
	return "concat(\$$1, \$$2)" if $js =~ /^(Var\d+) \+ (Var\d+)$/ && ($word{$1} || $word{$2});
	return "string(" . place($1, $2) . ") = ''" if $js =~ /^typeof ($name)($steps) === 'undefined'\s*$/;
	return join ' and ', map { /'(\w+)' in _event/; "count(\$_event/$1) = 1" } split / &amp;&amp; /, $js if $js =~ /^'\w+' in _event/;
	$js =~ s/($name)($steps)/place($1, $2)/ge;
	$js =~ s/={2,3}/=/g;
	return $js;
}

# A variable by itself as a condition is true when it holds something.
sub condition {
	my ($js) = @_;
	return "string(" . place($1, $2) . ") != ''" if $js =~ /^\s*($name)($steps)\s*$/;
	return "string(" . place($1, $2) . ") = ''" if $js =~ /^!($name)($steps)$/;
	return expression($js);
}

sub location {
	my ($js) = @_;
	return $js =~ /^($name)($steps)$/ ? place($1, $2) : '/nonexistent/node';
}

sub list_of {
	my ($js) = @_;
	return $list{$js} ? "\$$js/*" : "string(\$$js)";
}

my %map = (cond => \&condition, location => \&location, idlocation => \&location, array => \&list_of);
$map{$_} = \&expression for qw(expr eventexpr targetexpr typeexpr delayexpr sendidexpr);

sub items {
	return join '', map { "<e xmlns=\"\">$_</e>" } split /\s*,\s*/, $_[0];
}

$text =~ s{(<data\s+id="\w+">)\s*\[([^\]]*)\]\s*(</data>)}{$1 . items($2) . $3}ges;
$text =~ s{<assign location="(\w+)" expr="\[\]\.concat\(\1, \[([^\]]*)\]\)"/>}
	{"<assign location=\"$1\" type=\"lastchild\">" . items($2) . "</assign>"}ges;
$text =~ s{\b(\w+)="([^"]*)"}{my ($a, $v) = ($1, $2); $map{$a} ? "$a=\"" . $map{$a}->($v) . '"' : "$a=\"$v\""}ge;
$text =~ s/datamodel="ecmascript"/datamodel="xpath"/;
print $text;
