/* Where this process's own probes are, and whether somebody attached to one. */
#ifndef SITES_H
#define SITES_H

#include <stdbool.h>

/* Reads the .note.stapsdt section of /proc/self/exe. Exits when there are not exactly RELEASE_PROBES notes. */
void sites_find(void);

/* True when the nop of at least one probe has been replaced by a breakpoint. */
bool sites_attached(void);

#endif
