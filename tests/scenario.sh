# SPDX-License-Identifier: GPL-3.0-or-later
# Scenarios: a procedure walked by its people, as text. Sourced after lib.sh.
#
# A scenario is tests/golden/procedures/PROCEDURE.scenario. Its lines:
#   # …                        a remark: the point of the regulation that what follows comes from
#   DAY[THH:MM] USER COMMAND…  what is done, words quoted as in sh; USER - is nobody. COMMAND is one of the program
#                              (new PROCEDURE NAME=VALUE…, do CASE EVENT NAME=VALUE…, tick, user change …) or
#     card CASE COLUMN…        asks for columns of the card and of the first applicant (given_name), "words" being the index
#     office NAME VALUE        the office settles a parameter of office.xml
#     reception ATTRIBUTES     the office puts a line into its schedule of receptions
#     paper PROCEDURE OPTION…  a sheet is scanned on which nothing can be read: its case waits for the registrar
#   two spaces and …           what came of it, as the program did it:
#     CASE = STATES; ID DUE, … where the case stands (ids) and its deadlines, the soonest first; ! has passed
#     CASE > WHOM LETTER, …    notices that were made
#     ! CODE WORDS             it was refused with this exit code
# Written by hand up to the results; REWRITE=1 sh tests/T410-procedures.t puts those in: read them, then commit them.
scenarios=$TOP/tests/golden/procedures

# One sqlite3 listens all along on a pipe, and the shell reads what it says: a program for each line of a scenario would
# cost more than what is tested.
scenario_open() {
	rm -f "$T/ask" "$T/said"
	mkfifo "$T/ask" "$T/said"
	sqlite3 -separator ' | ' "$SKRYNKA_HOME/skrynka.db" <"$T/ask" >"$T/said" &
	exec 3>"$T/ask" 4<"$T/said"
}
scenario_close() {
	exec 3>&- 4<&-
	wait
}
scenario_paper() {
	perl -e 'print map { my $y = $_; map { chr($y > 9 && $y < 14 && $_ % 7 < 3 ? 0 : 255) } 0 .. 299 } 0 .. 399' >"$T/paper.raw"
	raw2tiff -w 300 -l 400 -b 1 -d byte "$T/paper.raw" "$T/paper.tif" >/dev/null
}
scenario_ask() { # SQL
	printf '%s; SELECT %s;\n' "$1" "'.'" >&3
	while IFS= read -r told <&4; do
		case $told in
		.) return ;;
		newest*) journal=${told#newest } notices=${journal#* | } journal=${journal% | *} ;;
		*) printf '%s\n' "$told" ;;
		esac
	done
}
# what the last command did to the cases; the newest journal row and notice are remembered
scenario_seen() {
	scenario_ask "
		SELECT line FROM (
			SELECT id, 0 AS kind, '  ' || id || ' = ' || states || coalesce('; ' || (
				SELECT group_concat(id || ' ' || due || iif(fired IS NULL, '', '!'), ', ')
				FROM (SELECT * FROM timer WHERE instance = i.id ORDER BY due, id)), '') AS line
			FROM instance AS i WHERE id IN (SELECT instance FROM journal WHERE id > $journal AND taken)
			UNION ALL
			SELECT casefile, 1, '  ' || casefile || ' > ' || group_concat(recipient || ' ' || template, ', ')
			FROM (SELECT * FROM notice WHERE id > $notices ORDER BY id) GROUP BY casefile)
		ORDER BY id, kind;
		SELECT 'newest ' || (SELECT coalesce(max(id), 0) FROM journal), (SELECT coalesce(max(id), 0) FROM notice)"
}
scenario_card() { # CASE COLUMN…
	casefile=$1 columns=
	shift
	for column; do columns="$columns, coalesce($column, '-')"; done
	scenario_ask "SELECT '  ' || ${columns#,} FROM card
		LEFT JOIN applicant ON applicant.casefile = card.casefile AND applicant.number = 1
		LEFT JOIN index_given ON index_given.casefile = card.casefile AND cancelled_at IS NULL
		WHERE card.casefile = $casefile"
}
scenario_step() { # DAY USER COMMAND…
	case $1 in *T*) SKRYNKA_NOW=$1 ;; *) SKRYNKA_NOW=$1T09:30 ;; esac
	[ "$2" = - ] && SKRYNKA_USER= || SKRYNKA_USER=$2
	shift 2
	case $1 in
	card) shift && scenario_card "$@" && return ;;
	reception) sed -i "s|^  <receptions/>|  <receptions></receptions>|; s|</receptions>|<reception $2/>&|" "$SKRYNKA_HOME/office.xml" && return ;;
	paper) shift && set -- intake "$T/paper.tif" --letters 1 --procedure "$@" ;;
	office) sed -i "s|\(<parameter name=\"$2\" value=\)\"[^\"]*\"|\1\"$3\"|" "$SKRYNKA_HOME/office.xml" && return ;;
	esac
	"$SKRYNKA" "$@" >/dev/null 2>"$T/err" </dev/null || {
		code=$?
		IFS= read -r why <"$T/err"
		printf '  ! %s %s\n' "$code" "${why#skrynka: }"
		return
	}
	scenario_seen
}
# scenario FILE: its text with what comes of each line now, in the office of $SKRYNKA_HOME
scenario() {
	journal=0 notices=0
	scenario_paper
	scenario_open
	while IFS= read -r line; do
		case $line in
		'  '*) continue ;;
		[0-9]*) printf '%s\n' "$line" && eval "scenario_step $line" ;;
		*) printf '%s\n' "$line" ;;
		esac
	done <"$1"
	scenario_close
}
# untaken PROCEDURE: its transitions that no case of this office has taken
untaken() {
	sqlite3 -separator '|' "$SKRYNKA_HOME/skrynka.db" "SELECT event, before, after FROM journal
		JOIN casefile ON casefile.id = instance WHERE taken AND procedure = '$1'" |
		perl "$TOP/tests/untaken.pl" "$TOP/workflows/$1.scxml"
}
