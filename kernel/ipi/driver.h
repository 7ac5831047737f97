// SPDX-License-Identifier: CC0-1.0
// Messages of 32 bits between cores, over whatever the machine has for it.
// One attempt is: aim, put, look at the outcome. A model of the bus fills in the
// three, and what its receiver does.
#ifndef IPI_DRIVER_H
#define IPI_DRIVER_H

#include "cpu/cpu.h"
#include "traps/frame.h"

struct ipi_model {
    bool (*aim)(uint32_t target);  // false: it can be seen that there is no room
    void (*put)(uint32_t message, uint32_t target);
    bool (*outcome)(uint32_t target);
    void (*receive)(void);  // in the ISR: hands everything that came to ipi_received
};

extern uint32_t ipi_patience;  // attempts, with up to 16 pauses between two of them
extern const struct ipi_model ipi_lossy, ipi_status, ipi_nxn, ipi_bits, ipi_busy, ipi_lapic;

void ipi_init(void);  // by the model that the bus says, or without a bus by LAPIC

// 1: it went well, as far as a sender can tell. 0: it did not.
uint32_t ipi_try(uint32_t message, uint32_t target);   // once; also from an ISR
uint32_t ipi_send(uint32_t message, uint32_t target);  // again and again; 0: the target is suspected
// To the first of the other cores that takes it, beginning behind this one.
uint32_t ipi_send_any(uint32_t message);

void ipi_suspect(uint32_t core);
bool ipi_is_suspected(uint32_t core);

void ipi_received(uint32_t message);              // once for each message, on the core that got it
extern void (*ipi_on_message)(uint32_t message);  // what is to be done then
handler ipi_normal;

#endif
