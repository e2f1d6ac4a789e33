#--- bin/run.sh
source lib/util.sh
build() { :; }
build
#^< calls bin/run.sh:build
deploy
#^< calls lib/util.sh:deploy
ls
#^< calls nothing
#--- lib/util.sh
deploy() { :; }
#--- tests/a.sh
: lib
\. ../lib/util.sh
. "$HERE/common.sh"
deploy
#^< calls lib/util.sh:deploy
common
#^< calls tests/common.sh:common
build
#^< calls nothing
#--- tests/common.sh
common() { deploy; }
#          ^ calls lib/util.sh:deploy
#--- tests/b.sh
common() { :; }
deploy() { :; }
#--- tests/case.bats
prepare() { :; }
@test "a case is prepared" {
  prepare
# ^ calls tests/case.bats:prepare
  unheard
# ^ calls nothing
}
