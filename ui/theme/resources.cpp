// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/theme/resources.hpp"

#include <QDir>

// Q_INIT_RESOURCE declares a function of the global namespace.
static void init_theme_resource() { Q_INIT_RESOURCE(theme); }

namespace vectorscope {

void use_resources() {
  static const bool done = [] {
    init_theme_resource();
    return true;
  }();
  (void)done;
}

}  // namespace vectorscope
