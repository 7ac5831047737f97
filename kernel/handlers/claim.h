// SPDX-License-Identifier: CC0-1.0
#ifndef HANDLERS_CLAIM_H
#define HANDLERS_CLAIM_H

#include "handlers/handles.h"

#define NOBODY (-1)

// The vector whose slot guards the datum that `vector` works on.
uint32_t slot_of(uint32_t vector);
bool is_lock(uint32_t vector);
handler *busy_of(uint32_t vector, uint32_t core);
handler *busy_shared(uint32_t vector);  // the published one, of no core; NULL: no lock
int32_t owner_of(uint32_t vector);      // the core in the vector's slot, or NOBODY
uint32_t tenures_of(uint32_t vector);   // how often it has been released

handler *claim(uint32_t vector);  // NULL: it is ours; else the busy handler to ask
void release(uint32_t vector);    // and serves what came meanwhile
void release_only(uint32_t vector);
bool take_over(uint32_t vector, uint32_t dead);  // from a core that is known to be stopped
void refresh(uint32_t vector);

#endif
