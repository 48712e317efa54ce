/* main.c: the program's door: the photo child, else one command.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/main.h"

int
main(int argc, char **argv)
{
    return cmd_main(argc, argv);
}
