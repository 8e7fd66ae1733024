#!/bin/sh
# The library never prints, never exits, keeps nothing: read from its symbols, so
# that no macro hides them.  Every name it exports begins with svy_.
set -u
archive=${LIBRARY:-${BUILD:-build}/libsvy.a}
[ "${MODE:-release}" = release ] || exit 0
wrong=0
symbols=$(objdump -t "$archive") || exit 2

# object: symbol, from the lines that awk's condition takes
list() {
	echo "$symbols" | awk "
		/:[ \t]*file format/ { object = \$1; sub(/:\$/, \"\", object) }
		$1 { print \"lib: \" object \": \" \$NF }"
}
complain() {
	[ -z "$2" ] || { echo "$2" | sed "s/\$/: $1/"; wrong=1; }
}
complain "the library does not print" "$(list '/\*UND\*/ && $NF ~ /^(printf|puts|putchar|fprintf|vprintf|vfprintf|fputs|fputc|putc|perror|stdout|stderr|__printf_chk|__fprintf_chk)$/')"
complain "the library does not exit" "$(list '/\*UND\*/ && $NF ~ /^(exit|_exit|_Exit|quick_exit|abort|atexit)$/')"
complain "the library does not touch the process" "$(list '/\*UND\*/ && $NF ~ /^(setlocale|getenv|setenv|signal|sigaction|system|popen|fork|execvp|chdir|gsl_set_error_handler|gsl_set_error_handler_off|gsl_rng_env_setup|rand|srand|random|drand48|strtok|localtime|gmtime|time)$/')"
complain "the library keeps no state that changes" "$(list '/ O / && $0 ~ /[ \t](\.data|\.bss|\.tdata|\.tbss|\.data\.rel|\.data\.rel\.local|COMMON|\*COM\*)[ \t]/ && $NF !~ /^\.gomp_critical/')"
complain "exported without svy_" "$(list '/^[0-9a-f]+ g / && !/\*UND\*/ && $NF !~ /^svy_/')"
exit $wrong
