// SPDX-License-Identifier: CC0-1.0
// The labs' messages: each is sent once, and says who sent it to whom, so that
// whoever looks on can tell what became of it.
#ifndef LABS_IPI_MESSAGE_H
#define LABS_IPI_MESSAGE_H

#include <stdint.h>

#define TO_ANY 15u

static inline uint32_t ipi_message(uint32_t sender, uint32_t target, uint32_t number)
{
    return sender << 28 | target << 24 | number;
}
static inline uint32_t message_sender(uint32_t message) { return message >> 28; }

#endif
