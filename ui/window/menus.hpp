// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

class QMainWindow;
class QMenu;

namespace vectorscope {

struct Actions;

/// The menu bar. Returns the View menu, which the panels' switches join.
QMenu* make_menus(QMainWindow& window, const Actions& actions);

}  // namespace vectorscope
