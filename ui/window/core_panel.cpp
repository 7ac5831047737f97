// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/core_panel.hpp"

#include <QFrame>
#include <QVBoxLayout>

#include "ui/models/words.hpp"
#include "ui/views/disassembly_view.hpp"
#include "ui/views/panel_heading.hpp"
#include "ui/views/registers_view.hpp"

namespace vectorscope {

CorePanel::CorePanel(QWidget* parent)
    : QWidget(parent), heading_(new PanelHeading("Core 0")), registers_(new RegistersView(this)),
      code_(new DisassemblyView(this)) {
  heading_->setObjectName("core-heading");
  auto* rule = new QFrame(this);
  rule->setProperty("rule", true);
  rule->setFixedHeight(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(registers_);
  column->addWidget(rule);
  column->addWidget(code_, 1);
}

void CorePanel::set_view(const MachineView& view) {
  code_->set_lines(view.disassembly);
  if (view.selected >= view.cores.size()) return;
  const CoreView& core = view.cores[view.selected];
  heading_->set_title(words::core_title(core.id));
  heading_->set_detail(words::situation(core));
  registers_->set_registers(core.registers, core.before);
}

}  // namespace vectorscope
