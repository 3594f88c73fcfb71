#include "mapping/mapping_trace.hpp"

#include <utility>

namespace micrograph::mapping {

thread_local MappingTrace* TraceScope::current_ = nullptr;

TraceScope::TraceScope(MappingTrace* trace) : outer_(std::exchange(current_, trace)) {}
TraceScope::~TraceScope() {
  current_ = outer_;
}

void TraceScope::note_value(std::size_t row) {
  if (!current_)
    return;
  if (row >= current_->values.size())
    current_->values.resize(row + 1);
  ++current_->values[row];
}

void TraceScope::note(const Conversion& conversion) {
  if (current_)
    current_->conversions.push_back(conversion);
}

} // namespace micrograph::mapping
