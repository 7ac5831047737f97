// SPDX-License-Identifier: CC0-1.0
#ifndef LOCKS_RECOVERY_H
#define LOCKS_RECOVERY_H

#include <stdint.h>

extern volatile uint32_t recoveries;  // how many were done

void recovery_note_refusal(uint32_t vector);  // this core got a busy answer there
void recovery_forget(uint32_t vector);        // this core got another answer
uint32_t recovery_threshold(void);
void recover_lock(uint32_t vector, int32_t suspect);
void recovery_done(uint32_t vector, int32_t dead);

#endif
