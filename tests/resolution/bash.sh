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
