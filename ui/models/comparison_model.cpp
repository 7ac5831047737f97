// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/comparison_model.hpp"

#include <QFont>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {

void ComparisonModel::show(std::shared_ptr<const Comparison> comparison) {
  beginResetModel();
  comparison_ = std::move(comparison);
  shown_ = comparison_->telling_columns();
  endResetModel();
}

void ComparisonModel::set_charted(int column) {
  charted_ = column;
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int ComparisonModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(comparison_->rows.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kBefore + int(shown_.size());
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
  const auto& row = comparison_->rows[std::size_t(index.row())];
  const bool count = index.column() >= kBefore;
  if (role == Qt::TextAlignmentRole)
    return int((count ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role == Qt::ForegroundRole && index.column() == 1 && row.outcome != Outcome::Holds)
    return theme().changed;
  if (role != Qt::DisplayRole) return {};
  if (index.column() == 0) return QString::fromStdString(row.variant);
  if (index.column() == 1) return QString::fromStdString(outcome_of(row));
  const auto& value = row.values[shown_[std::size_t(index.column() - kBefore)]];
  return value ? words::grouped(*value) : QStringLiteral("–");
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return int((section < kBefore ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  if (section == 0) return QStringLiteral("variant");
  if (section == 1) return QStringLiteral("verdict");
  const auto words =
      QString::fromStdString(comparison_->columns[shown_[std::size_t(section - kBefore)]]);
  return section - kBefore == charted_ ? QStringLiteral("▂▅▇ ") + words : words;
}

}  // namespace vectorscope
