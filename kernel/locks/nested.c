// SPDX-License-Identifier: CC0-1.0
// A section that needs another one. on-busy=hold keeps its own lock and asks again
// and again; on-busy=release tells its caller "busy", who gives the lock back and
// begins anew. A lock that waits by itself never says busy: it holds.

#include "locks/nested.h"

#include "boot/switches.h"
#include "handlers/handles.h"
#include "locks/retry.h"
#include "locks/section.h"

int32_t ask_nested(int32_t (*ask)(uint32_t), uint32_t what)
{
    int32_t answer;

    for (uint32_t tries = 0; (answer = ask(what)) == ANSWER_BUSY; tries = next_try(tries)) {
        if (switches.on_busy == ON_BUSY_RELEASE)
            break;
        lock_wait_answered(tries);
    }
    return answer;
}
