/* replay.c: runs a harness over every file of its corpus, as it is, cut at every length and with
 * every byte changed in two ways. What fuzzing once found stays found.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <dirent.h>

#define FILE_MAX (64 * 1024)
#define STEPS_MAX 400 /* larger files are changed at this many places */

/* On the heap and no byte longer than it is, so that a sanitizer sees a read beyond. */
static void
run(const uint8_t *data, size_t length)
{
    uint8_t *exact = malloc(length == 0 ? 1 : length);

    CLAIM(exact != NULL);
    if (length > 0)
        memcpy(exact, data, length);
    LLVMFuzzerTestOneInput(exact, length);
    free(exact);
}

static void
run_changed(uint8_t *data, size_t length)
{
    size_t step = length / STEPS_MAX + 1;

    run(data, length);
    for (size_t at = 0; at < length; at += step) {
        uint8_t byte = data[at];
        run(data, at);
        data[at] = byte ^ 1;
        run(data, length);
        data[at] = (uint8_t)(byte + 0x80);
        run(data, length);
        data[at] = byte;
    }
}

static int
compare(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int
main(int argc, char **argv)
{
    static uint8_t data[FILE_MAX];
    struct dirent **names = NULL;
    int count = argc == 2 ? scandir(argv[1], &names, NULL, compare) : -1, done = 0;

    for (int i = 0; i < count; i++) {
        char path[4096];
        if (names[i]->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", argv[1], names[i]->d_name);
        FILE *file = fopen(path, "rb");
        CLAIM(file != NULL);
        size_t length = fread(data, 1, sizeof(data), file);
        CLAIM(length < sizeof(data));
        fclose(file);
        run_changed(data, length);
        printf("ok %d %s\n", ++done, names[i]->d_name);
        fflush(stdout);
    }
    printf("1..%d\n", done);
    return done > 0 ? 0 : 1;
}
