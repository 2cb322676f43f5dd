"""A shopping cart."""

from dataclasses import dataclass


@dataclass
class Item:
    name: str
    price: float
    quantity: int = 1


class Cart:
    def __init__(self, items):
        self.items = items

    def total(self) -> float:
        total = 0
        for item in self.items:
            total += item.price * item.quantity
        return total

    def add(self, item: Item) -> None:
        self.items.append(
