# bash completion of synk's tools, by the table that --help=table prints.
# Where nothing is offered here, bash offers names of files.

# Kind and values of option $2 in table $1; of "operand" too.
_synk_row()
{
	awk -F '\t' -v o="$2" '$1 == o || ($2 == o && length(o) > 1) {
		print $3, $4 }' <<<"$1"
}

# The first words of a tool's lists; the tool is where command $1 is.
_synk_lists()
{
	local list tool=$2
	case $1 in
	*/*) tool=${1%/*}/$tool ;;
	esac
	shift 2
	for list; do
		"$tool" --list "$list" 2>/dev/null
	done | sed -n 's/^\([^ ][^ ]*\).*/\1/p'
}

# What can stand after word $2: its values, as $kind and $values, or nothing.
_synk_after()
{
	read -r kind values <<<"$(_synk_row "$1" "$2")"
	[ "$kind" ] && [ "$kind" != flag ]
}

_synk()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local table kind values end=
	table=$("$1" --help=table 2>/dev/null)
	COMPREPLY=()
	# bash parts words at "=".
	if [ "$cur" = = ]; then
		_synk_after "$table" "$prev"
		cur=
	elif [ "$prev" = = ]; then
		_synk_after "$table" "${COMP_WORDS[COMP_CWORD-2]}"
	elif _synk_after "$table" "$prev"; then
		:
	elif [ "${cur#-}" != "$cur" ]; then
		kind=words values=$(grep -o '^--[a-z-]*' <<<"$table")
	elif _synk_after "$table" operand; then
		end==
		compopt -o nospace 2>/dev/null
	fi
	case $kind in
	folders) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
	lists) values=$(_synk_lists "$1" $values) ;;&
	lists | words) mapfile -t COMPREPLY < <(compgen -S "$end" \
	    -W "$values" -- "$cur") ;;
	esac
}

complete -F _synk -o default @TOOLS@
