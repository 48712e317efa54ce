# places.sh: where the offices of a flow lie on the tests' server: one database for each file it names.
place_of() { echo "f_$(realpath -m "$1" | md5sum | cut -c1-16)"; }
# In the program's own spelling, which names the small files of the state folder.
place_address() {
    host=$(printf %s "${KN_TEST_PG##*host=}" | sed 's|/|%2F|g')
    echo "postgresql://ketnghia@/$1?host=$host&port=5432"
}
place_mark() { echo "$KETNGHIA_STATE/$(printf %s "$(place_address "$(place_of "$1")")" | sha256sum | cut -c1-32).head"; }
