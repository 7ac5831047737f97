// SPDX-License-Identifier: CC0-1.0
// An undo log of one entry, for there is one section at a time. It is opened
// before the first change and closed after the last; stores are seen in order
// (SDM vol. 3, 9.2.2), and a core that was stopped has no store under way. So
// whoever takes the lock over finds it open if, and only if, something may be
// half done. Putting back twice does no harm.

#include "boot/switches.h"
#include "pmm/pmm.h"

static volatile struct {
    uint32_t open, number, is_free, count;
} journal;

void journal_open(uint32_t number, bool is_free)
{
    if (switches.undo == UNDO_OFF)
        return;
    journal.number = number;
    journal.is_free = is_free;
    journal.count = pmm_free_count;
    journal.open = 1;
}

void journal_close(void) { journal.open = 0; }

void pmm_undo(void)
{
    if (!journal.open)
        return;
    if (journal.is_free)
        pmm_put_bit(journal.number);
    else
        pmm_take_bit(journal.number);
    pmm_write_count(journal.count);
    journal_close();
}
