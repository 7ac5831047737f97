// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/command_line.hpp"

int main(int argc, char** argv) {
  return vectorscope::command_line(argc, argv);
}
