// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/player.hpp"

#include <limits>

namespace vectorscope {

Player::Player(Machine& machine, Recording recording)
    : machine_(machine), recording_(std::move(recording)), parts_(machine) {}

// Inputs at the last step belong to the slice that ends there.
void Player::play(Step most) {
  const Step left = std::numeric_limits<Step>::max() - machine_.step();
  const Step stop = machine_.step() + (most < left ? most : left);
  while (!over()) {
    if (parts_.over()) parts_.take(recording_.decisions[next_++]);
    while (!parts_.over()) {
      if (machine_.step() >= stop && parts_.runs()) return;
      parts_.applied(machine_.apply(parts_.next(stop - machine_.step())));
    }
  }
}

}  // namespace vectorscope
