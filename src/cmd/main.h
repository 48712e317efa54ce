/* main.h: what the process sets up before a command runs.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

int cmd_main(int argument_count, char **arguments);
