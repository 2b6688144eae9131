/* Where this process's own probes are, and whether somebody attached to one. */
#ifndef SITES_H
#define SITES_H

/* Reads the .note.stapsdt section of /proc/self/exe. Exits when there are not exactly RELEASE_PROBES notes. */
void sites_find(void);

/* Of how many probes the nop has been replaced by a breakpoint. */
unsigned sites_attached(void);

#endif
