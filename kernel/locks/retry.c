// SPDX-License-Identifier: CC0-1.0
// The critical section through the interrupt: int, look at EAX, wait, again.

#include "locks/retry.h"

#include "boot/switches.h"
#include "handlers/handles.h"
#include "locks/recovery.h"

// EAX goes in as 0 so that an answer that never comes (frame=value) can be seen.
WATCHED int32_t int_alloc(void)
{
    int32_t answer;
    __asm__ volatile("int %1" : "=a"(answer) : "i"(PMM_ALLOC_INT), "0"(0) : "memory");
    return answer;
}

WATCHED int32_t int_free(uint32_t page)
{
    int32_t answer;
    __asm__ volatile("int %1" : "=a"(answer) : "i"(PMM_FREE_INT), "0"(0), "b"(page) : "memory");
    return answer;
}

WATCHED int32_t retry_alloc(void)
{
    for (uint32_t tries = 0; tries < switches.retries; tries++) {
        const int32_t answer = int_alloc();
        if (answer != ANSWER_BUSY) {
            recovery_forget(PMM_ALLOC_INT);
            return answer;
        }
        recovery_note_refusal(PMM_ALLOC_INT);
        backoff_wait(tries);
    }
    return ANSWER_BUSY;
}

WATCHED int32_t retry_free(uint32_t page)
{
    for (uint32_t tries = 0; tries < switches.retries; tries++) {
        const int32_t answer = int_free(page);
        if (answer != ANSWER_BUSY) {
            recovery_forget(PMM_FREE_INT);
            return answer;
        }
        recovery_note_refusal(PMM_FREE_INT);
        backoff_wait(tries);
    }
    return ANSWER_BUSY;
}
