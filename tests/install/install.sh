# An installed svytools works from its new place: tools, library, pages.
. tests/support/tap.sh
[ "$MODE" = release ] || { echo "only of the release"; exit 77; }

# Its own build folder: another prefix must not touch the one under test.  What does
# not depend on the prefix is not compiled again.
mkdir -p "$scratch/build/obj"
cp -Rp "$BUILD/obj/lib" "$BUILD/obj/tools" "$scratch/build/obj/" 2>/dev/null
cp -p "$BUILD/flags" "$BUILD/members" "$BUILD/places" "$scratch/build/"
place=$scratch/place
destdir=$scratch/root
install_to() {
	make --no-print-directory BUILD="$scratch/build" DESTDIR="$1" prefix="$2" install
}
check "make install with DESTDIR and prefix" install_to "$destdir" /opt/svytools
root=$destdir/opt/svytools
for part in lib/libsvy.a lib/libsvy.so lib/pkgconfig/svytools.pc include/svy/svy.h include/svy/base/status.h \
	share/doc/svytools/LICENSE; do
	check "$part is installed" test -e "$root/$part"
done
check "nothing is installed elsewhere" sh -c '[ "$(ls "$1" "$1/opt")" = "$1:
opt

$1/opt:
svytools" ]' - "$destdir"
check "the soname is that of the link" sh -c 'readelf -d "$1/libsvy.so" | grep -q "SONAME.*\[libsvy.so.0\]" &&
	[ -e "$1/libsvy.so.0" ]' - "$root/lib"
for tool in "$root"/bin/svy-*; do
	[ -e "$tool" ] || continue
	name=${tool##*/}
	check "$name runs" "$tool" --version
	check "$name has its man page" sh -c 'groff -man -ww -z -Tutf8 "$1" 2>&1 | (! grep .)' - "$root/share/man/man1/$name.1"
	check "$name has its completion" test -s "$root/share/bash-completion/completions/$name"
done
for script in plots/*; do
	[ -e "$script" ] || continue
	check "$script is installed" cmp "$script" "$root/share/svytools/$script"
done

# The installed tool draws, where the project's folder is out of sight.
draws() {
	rm -rf "$place"
	install_to "" "$place" && cd "$scratch" || return 1
	printf 'a,b\nx,y\nx,z\nw,y\nw,z\n' >data.csv
	"$place/bin/svy-cross" -f json -o cells.json data.csv a b && "$place/bin/svy-plot" bars cells.json -o bars.svg &&
		grep -q '<svg' bars.svg
}
if [ -e "$root/bin/svy-plot" ]; then
	check "an installed tool finds its plot scripts" draws
	check "and after the whole tree was moved" sh -c 'cd "$1" && mv place moved &&
		moved/bin/svy-plot heat cells.json -o heat.svg && mv moved place' - "$scratch"
else
	skip "an installed tool finds its plot scripts" "no svy-plot yet"
fi

# A program of somebody else.
cat >"$scratch/program.c" <<'C'
#include <stdio.h>
#include <svy.h>

int main(void)
{
	double x;
	if (!svy_number_parse("2.5", 3, &x))
		return 1;
	printf("%g\n", x);
	return 0;
}
C
links_shared() {
	[ -d "$place" ] || install_to "" "$place" || return 1
	export PKG_CONFIG_PATH="$place/lib/pkgconfig"
	# shellcheck disable=SC2046 # flags are words
	cc -std=c11 "$scratch/program.c" -o "$scratch/program" $(pkg-config --cflags --libs svytools) &&
		[ "$(LD_LIBRARY_PATH=$place/lib "$scratch/program")" = 2.5 ] &&
		readelf -d "$scratch/program" | grep -q 'NEEDED.*libsvy.so.0'
}
links_static() {
	# Only ours static: the libraries below are the system's.
	mkdir -p "$scratch/static" && cp "$place/lib/libsvy.a" "$scratch/static/" || return 1
	# shellcheck disable=SC2046
	cc -std=c11 "$scratch/program.c" -o "$scratch/program" $(pkg-config --cflags svytools) -L"$scratch/static" \
		$(pkg-config --libs --static svytools | sed "s,-L$place/lib,,") &&
		[ "$("$scratch/program")" = 2.5 ] && ! readelf -d "$scratch/program" | grep 'NEEDED.*libsvy'
}
check "a program builds against the shared library" links_shared
check "a program builds against the static library" links_static
done_testing
