// SPDX-License-Identifier: GPL-2.0-or-later
// A comparison as a table: a row for each variant, its verdict, and what the
// checkers counted.
#pragma once
#include <QAbstractTableModel>

#include <memory>

#include "emu/session/comparison_run.hpp"

namespace vectorscope {

class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  static constexpr int kBefore = 2;  ///< columns before the counts: variant, verdict

  using QAbstractTableModel::QAbstractTableModel;
  void show(std::shared_ptr<const Comparison> comparison);
  /// The columns of the comparison that are shown; the rest tells nothing.
  [[nodiscard]] const std::vector<std::size_t>& shown() const { return shown_; }
  /// The place in `shown()` of the one that is charted; its head is marked.
  void set_charted(int column);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  std::shared_ptr<const Comparison> comparison_ = std::make_shared<const Comparison>();
  std::vector<std::size_t> shown_;
  int charted_ = -1;
};

}  // namespace vectorscope
