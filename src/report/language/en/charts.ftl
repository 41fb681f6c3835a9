# Charts of losses and of what the assumptions leave open.
