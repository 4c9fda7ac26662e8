#compdef @TOOLS@
# zsh completion of synk's tools, by the table that --help=table prints.

# The first words of a tool's lists; the tool is where the command is.
_synk_lists()
{
	local list tool=$1
	[[ $words[1] == */* ]] && tool=${words[1]:h}/$tool
	shift
	for list; do
		$tool --list $list 2>/dev/null
	done | sed -n 's/^\([^ ][^ ]*\).*/\1/p'
}

# EXPRESSION=FILE, or a file.
_synk_operand()
{
	if compset -P '*='; then
		_files
	else
		compadd -S = -- ${(f)"$(_synk_lists $@)"}
		_files
	fi
}

_synk()
{
	local name letter kind values help action
	local -a rows
	while IFS=$'\t' read -r name letter kind values help; do
		help=${${help//\[/(}//\]/)}
		help=${help//:/\\:}
		case $kind in
		flag) action= ;;
		text) action=": : " ;;
		files) action=": :_files" ;;
		folders) action=": :_files -/" ;;
		words) action=": :($values)" ;;
		lists) action=": :{compadd -- \${(f)\"\$(_synk_lists $values)\"}}" ;;
		esac
		if [[ $name == operand ]]; then
			rows+=("*: :_synk_operand $values")
		elif [[ $letter == - ]]; then
			rows+=("*$name${action:+=}[$help]$action")
		else
			rows+=("*$name${action:+=}[$help]$action"
			    "*$letter${action:++}[$help]$action")
		fi
	done < <($words[1] --help=table 2>/dev/null)
	(( $rows[(I)*_synk_operand*] )) || rows+=("*: :_files")
	_arguments -s -S $rows
}

_synk "$@"
