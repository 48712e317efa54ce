/* commands.c: the registry of commands, from the list in meson.build.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/command.h"

#define COMMAND(name) extern const Command cmd_##name;
#include "commands.inc"
#undef COMMAND

#define COMMAND(name) &cmd_##name,
const Command *const commands[] = {
#include "commands.inc"
};
const gsize commands_count = G_N_ELEMENTS(commands);
