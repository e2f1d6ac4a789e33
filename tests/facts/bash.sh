#--- bash.sh
#!/usr/bin/env bash
source "lib/util.sh"
#       ^ imports include lib/util.sh
. ./common.sh
# ^ imports include ./common.sh
set -euo pipefail
#^ not refers call set

# The largest side.
readonly LIMIT=10
#        ^ defines constant LIMIT
#        ^ doc The largest side.
#        ^ signature readonly LIMIT=10
#        ^ binds assign LIMIT = #int
declare -r MAX=3
#          ^ defines constant MAX
#          ^ signature declare -r MAX=3
#          ^ binds assign MAX = #int
declare -a items=(a b c)
#          ^ defines variable items
#          ^ binds assign items = #list
declare -A table
#          ^ defines variable table
#          ^ signature declare -A table
#          ^ binds assign table
export PATH="$HOME/bin:$PATH"
#      ^ defines variable PATH
#             ^ refers read HOME
#                       ^ refers read PATH
#      ^ binds assign PATH = #str
name="x"
#^< defines variable name
#^< binds assign name = #str
count=$(measure -l < file)
#^< defines variable count
#^< exported 1
#       ^ refers call measure
#^< binds assign count = measure()
items[1]=2
#^< refers write items
if [ -n "$name" ]; then
#         ^ refers read name
  inside=1
# ^ defines variable inside
# ^ binds assign inside = #int
fi

# Greets someone.
greet() {
#^< defines function greet
#^< doc Greets someone.
#^< signature greet()
#^< exported 1
  local who="$1" other
#       ^ binds assign who = #str
#                ^ binds assign other
  local -r fixed=1
#          ^ binds assign fixed = #int
  echo "hello $who ${name:-x} $(helper "$who")"
#                               ^ refers call helper
#                    ^ refers read name
  count=$((count + 1))
# ^ refers write count
#          ^ refers read count
# ^ binds assign count = #int
  other=$(compute "$who") || return 1
#         ^ refers call compute
# ^ binds assign other = compute()
  for item in "${items[@]}"; do
#                ^ refers read items
#     ^ binds assign item = #str*
    use "$item"
#   ^ refers call use
  done
  for ((i = 0; i < 3; i++)); do step "$i"; done
#                               ^ refers call step
#       ^ refers write i
#                                      ^ refers read i
#       ^ binds assign i = #int
  while read -r line; do handle "$line"; done < file
#                        ^ refers call handle
#               ^ refers write line
#                                 ^ refers read line
#               ^ binds assign line
  if [[ -n "$who" ]]; then die "no"; fi
#                          ^ refers call die
  case "$1" in
    start) begin ;;
#          ^ refers call begin
    *) usage; exit 1 ;;
#      ^ refers call usage
  esac
  trap cleanup EXIT
#      ^ refers call cleanup
  command git status
#         ^ refers call git
  export SHARED=bar
#        ^ refers write SHARED
#        ^ binds assign SHARED = #str
  nested() { inner; }
# ^ defines function greet.nested
#            ^ refers call inner
  unset name
}

function other_style {
#        ^ defines function other_style
#        ^ signature function other_style
  greet "$@" | filter
# ^ refers call greet
#              ^ refers call filter
}

greet bob && third || die
#^< refers call greet
#            ^ refers call third
#                     ^ refers call die
MODE=fast run_it z
#         ^ refers call run_it
export -f greet
cat <<EOF
#^< refers call cat
$name $(from_heredoc)
#       ^ refers call from_heredoc
#^ refers read name
EOF
#--- broken.sh
fine() { :; }
#^< defines function fine

wrong() {
#^< refers call wrong
#^< reports syntax error
