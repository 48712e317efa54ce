/* run.h: from the words of a command line to the command's row, its options, its office, and its exit status.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

/* Runs one command line. `office` is NULL in a process of its own (opened here, or handed to the server that holds
 * the file); inside the server it is the opened one. `folder` is where relative paths start, `language` what the
 * environment asks for. Returns the exit status of docs (0 to 4). */
int cmd_run(int argument_count, char **arguments, const char *folder, const char *file,
            const char *language, Office *office, Output *out);

/* The row for the longest run of words that names a command; *ret_words says how many. */
const Command *command_find(char **words, int count, int *ret_words);
void command_help(const Command *command, Output *out);
void commands_help(Output *out);
