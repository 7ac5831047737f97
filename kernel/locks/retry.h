// SPDX-License-Identifier: CC0-1.0
#ifndef LOCKS_RETRY_H
#define LOCKS_RETRY_H

#include <stdint.h>

int32_t int_alloc(void);  // one try through the interrupt
int32_t int_free(uint32_t page);
int32_t retry_alloc(void);  // up to switches.retries tries
int32_t retry_free(uint32_t page);

uint32_t backoff_pauses(uint32_t tries);  // how long to wait after so many tries
void backoff_wait(uint32_t tries);
uint32_t next_try(uint32_t tries);  // how many it is to count after one more

#endif
