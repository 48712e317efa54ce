/* photo_child.h: the confined half of taking a photo. main() calls it when the program was started with the
 * one argument --photo; nothing else may run in that process.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads a JPEG or PNG from descriptor 0 and writes to descriptor 1 a new image of the same kind: turned as its
 * EXIF says, at most PHOTO_SIDE pixels a side, without any metadata. Before the first byte is read the process
 * gives up opening files, sockets, programs and more memory than it needs. Returns the exit status. */
int photo_child_run(void);

#define PHOTO_SIDE 1600 /* enough for a printed page at 200 dots an inch */

typedef enum {
    PHOTO_DONE = 0,
    PHOTO_UNREADABLE = 10, /* not an image, cut or damaged */
    PHOTO_TOO_LARGE = 11,  /* more pixels or bytes than the limits */
    PHOTO_FAILED = 12, /* the process could not be confined, or its output could not be written */
} PhotoStatus;
